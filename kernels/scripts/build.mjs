// Builds both kinds of kernels. Usage: node scripts/build.mjs [--native | --wasm] [--out FOLDER] [--cxx COMPILER]
// --out and --cxx put an add-on of another compiler elsewhere, so that builds can be compared bit for bit.
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { native: { type: "boolean" }, wasm: { type: "boolean" }, out: { type: "string" }, cxx: { type: "string" } },
});
if (values.cxx !== undefined) process.env.CXX = values.cxx;
const { buildNative } = await import("./native.mjs");
const { buildWasm } = await import("./wasm.mjs");
const all = !values.native && !values.wasm;
let failed = false;

if (all || values.wasm) {
  try {
    console.log((await buildWasm()) ? "kernels: WebAssembly built." : "kernels: WebAssembly is up to date.");
  } catch (error) {
    failed = true;
    console.error(`kernels: ${error.message}.`);
  }
}
if (all || values.native) {
  try {
    const { path, compiler, built } = await buildNative(values.out === undefined ? {} : { folder: values.out });
    console.log(built ? `kernels: native add-on built with ${compiler.version}: ${path}` : "kernels: the native add-on is up to date.");
  } catch (error) {
    // Without a compiler WebAssembly is a complete engine; only an explicit wish for native is a failure.
    failed ||= values.native === true;
    console.error(
      `kernels: WebAssembly will be used (up to 4 times slower) because ${error.message}; install g++ or clang++ and run \`npm run build\` for native speed.`,
    );
  }
}
process.exitCode = failed ? 1 : 0;
