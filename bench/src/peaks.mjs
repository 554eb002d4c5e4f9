import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const source = fileURLToPath(new URL("../peak/peak.cpp", import.meta.url));
const build = fileURLToPath(new URL("../build", import.meta.url));
const flags = { avx512: ["-mavx512f", "-mavx512dq", "-mavx512vl", "-mavx2", "-mfma"], avx2: ["-mavx2", "-mfma"], generic: [] };

/** Multiply-adds between registers of one backend's instruction set: `rate()` is operations a second on one core, measured now. */
export async function openPeak(backend) {
  mkdirSync(build, { recursive: true });
  return backend === "wasm" ? openWasm() : openNative(backend);
}

/** Builds once per source, compiler flags and name. */
async function built(name, salt, make) {
  const path = join(build, name);
  const hash = createHash("sha256").update(salt).update(readFileSync(source)).digest("hex");
  if (!existsSync(path) || !existsSync(`${path}.hash`) || readFileSync(`${path}.hash`, "utf8") !== hash) {
    await make(path);
    writeFileSync(`${path}.hash`, hash);
  }
  return path;
}

async function openNative(backend) {
  const options = ["-O3", "-std=c++20", "-ffp-contract=fast", "-Wno-psabi", ...flags[backend]];
  const path = await built(`peak-${backend}`, options.join(), (to) => {
    execFileSync(process.env.CXX ?? "g++", [...options, source, "-o", to]);
  });
  const child = spawn(path, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async rate() {
      child.stdin.write("go\n");
      return Number((await lines.next()).value);
    },
    close: () => child.stdin.end(),
  };
}

async function openWasm() {
  const options = ["--target=wasm32-unknown-unknown", "-O3", "-std=c++20", "-nostdlib", "-ffp-contract=off", "-msimd128", "-Wno-psabi"];
  const path = await built("peak.wasm", options.join(), async (to) => {
    const fromKernels = createRequire(createRequire(import.meta.url).resolve("@overparam/kernels"));
    const clang = await import(pathToFileURL(fromKernels.resolve("@yowasp/clang")).href);
    await clang.runLLVM(null, {}, { fetchProgress: () => {} });
    const files = { "peak.cpp": readFileSync(source, "utf8") };
    const output = await clang.commands["clang++"]([...options, "peak.cpp", "-Wl,--no-entry", "-o", "peak.wasm"], files, {});
    writeFileSync(to, output["peak.wasm"]);
  });
  const { spin } = (await WebAssembly.instantiate(readFileSync(path), {})).instance.exports;
  for (let i = 0; i < 20; i++) spin(12, 10_000); // until V8 has optimized it
  return {
    async rate() {
      let best = 0;
      for (const sums of [8, 10, 12, 13]) {
        const rounds = 400_000;
        const begun = performance.now();
        spin(sums, rounds);
        best = Math.max(best, (2 * 2 * sums * rounds * 1000) / (performance.now() - begun));
      }
      return best;
    },
    close() {},
  };
}
