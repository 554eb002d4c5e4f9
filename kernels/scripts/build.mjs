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

// Compilers of native code are processes of their own: they work while this one builds WebAssembly.
const native =
  all || values.native
    ? buildNative(values.out === undefined ? {} : { folder: values.out }).then(
        (done) => ({ done }),
        (error) => ({ error }),
      )
    : undefined;
if (all || values.wasm) {
  try {
    console.log((await buildWasm()) ? "kernels: WebAssembly built." : "kernels: WebAssembly is up to date.");
  } catch (error) {
    failed = true;
    console.error(`kernels: ${error.message}.`);
  }
}
if (native !== undefined) {
  const { done, error } = await native;
  if (error === undefined) {
    const { path, compiler, built } = done;
    console.log(built ? `kernels: native add-on built with ${compiler.version}: ${path}` : "kernels: the native add-on is up to date.");
  } else {
    // Without a compiler WebAssembly is a complete engine; only an explicit wish for native is a failure.
    failed ||= values.native === true;
    console.error(
      `kernels: WebAssembly will be used (up to 4 times slower) because ${error.message}; install g++ or clang++ and run \`npm run build\` for native speed.`,
    );
  }
}
process.exitCode = failed ? 1 : 0;
