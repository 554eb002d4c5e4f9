// Builds the WebAssembly modules, unthreaded and threaded, from the same source with the clang that npm carries.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFiles, sourceFolder, sourceHash, wasmFolder } from "./sources.mjs";

const flags = [
  "--target=wasm32-unknown-unknown",
  "-O3",
  "-std=c++20",
  "-nostdlib",
  "-nostdinc++",
  "-ffreestanding",
  "-fno-exceptions",
  "-fno-rtti",
  "-fno-threadsafe-statics",
  "-fno-math-errno",
  "-ffp-contract=off",
  "-fvisibility=hidden",
  "-msimd128",
  "-mbulk-memory",
  "-matomics",
  "-I.",
  // Strength reduction takes the constant offsets out of a tile's loads and adds them in the loop instead (measured: 7 % of a step).
  "-mllvm",
  "-disable-lsr",
];
const linkFlags = "-Wl,--no-entry,--import-memory,--export=__heap_base,--stack-first,-z,stack-size=262144,--strip-all";

// One object, linked twice: atomic instructions are valid without shared memory too, and a team of one never comes to them.
const modules = [
  { name: "overparam.wasm", link: "" },
  { name: "overparam-threads.wasm", link: ",--shared-memory,--max-memory=4294967296,--export=__stack_pointer" },
];

/** Builds what is missing or older than the sources. Returns true if something was built; throws if there is no compiler. */
export async function buildWasm({ folder = wasmFolder } = {}) {
  const hash = sourceHash(JSON.stringify([flags, linkFlags, modules]));
  const stamp = join(folder, "hash");
  const present = modules.every(({ name }) => existsSync(join(folder, name)));
  if (present && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return false;

  let clang;
  try {
    clang = await import("@yowasp/clang");
  } catch {
    if (present) return false; // an installed package: built when it was published
    throw new Error("the WebAssembly compiler @yowasp/clang is not installed (npm installs it as a development dependency)");
  }
  // Unpacking its 100 MB first keeps its progress lines out of our output.
  await clang.runLLVM(null, {}, { fetchProgress: () => {} });
  const files = {};
  for (const file of sourceFiles()) {
    let place = files;
    const parts = file.split("/");
    for (const part of parts.slice(0, -1)) place = place[part] ??= {};
    place[parts.at(-1)] = readFileSync(join(sourceFolder, file), "utf8");
  }
  const run = async (what, command) => {
    let told = "";
    const decoder = new TextDecoder();
    const listen = (bytes) => {
      if (bytes) told += decoder.decode(bytes);
    };
    try {
      return (await clang.commands["clang++"](command, files, { stdout: listen, stderr: listen }))[what];
    } catch (error) {
      throw new Error(`building ${what} failed: ${told || error.message}`);
    }
  };
  files["kernels.o"] = await run("kernels.o", [...flags, "-c", "wasm.cpp", "-o", "kernels.o"]);
  mkdirSync(folder, { recursive: true });
  for (const { name, link } of modules) {
    const bytes = await run(name, [...flags, "kernels.o", linkFlags + link, "-o", name]);
    if (!WebAssembly.validate(bytes)) throw new Error(`building ${name} gave an invalid module`);
    const temporary = join(folder, `.${name}.${process.pid}`);
    writeFileSync(temporary, bytes);
    renameSync(temporary, join(folder, name));
  }
  writeFileSync(`${stamp}.${process.pid}`, hash);
  renameSync(`${stamp}.${process.pid}`, stamp);
  return true;
}
