import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const source = fileURLToPath(new URL("../peak/peak.cpp", import.meta.url));
const build = fileURLToPath(new URL("../build", import.meta.url));
const kernels = createRequire(createRequire(import.meta.url).resolve("@overparam/kernels"));
const flags = { avx512: ["-mavx512f", "-mavx512dq", "-mavx512vl", "-mavx2", "-mfma"], avx2: ["-mavx2", "-mfma"], generic: [] };

/**
 * Multiply-adds between registers of one backend's instruction set, in the thread that asks: `rate(milliseconds)` is the operations a second
 * of one core as it is now, on average over that time. A step and the peak beside it so meet the same core at the same speed.
 */
export async function openPeak(backend) {
  mkdirSync(build, { recursive: true });
  const { spin, lanes } = backend === "wasm" ? await openWasm() : await openNative(backend);
  const timed = (sums, rounds) => {
    const begun = performance.now();
    spin(sums, rounds);
    return (2 * lanes * sums * rounds * 1000) / (performance.now() - begun);
  };
  const fastest = [8, 10, 12, 13, 16, 24]
    .map((sums) => ({ sums, rate: Math.max(...Array.from({ length: 5 }, () => timed(sums, 400_000))) }))
    .reduce((best, other) => (other.rate > best.rate ? other : best));
  return {
    rate: (milliseconds) => timed(fastest.sums, Math.ceil((fastest.rate * milliseconds) / (1000 * 2 * lanes * fastest.sums))),
  };
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
  const headers = kernels("node-api-headers").include_dir;
  const options = ["-O3", "-std=c++20", "-ffp-contract=fast", "-Wno-psabi", "-shared", "-fPIC", `-I${headers}`, ...flags[backend]];
  const path = await built(`peak-${backend}.node`, options.join(), (to) => {
    execFileSync(process.env.CXX ?? "g++", [...options, source, "-o", to]);
  });
  return createRequire(import.meta.url)(path);
}

async function openWasm() {
  const options = ["--target=wasm32-unknown-unknown", "-O3", "-std=c++20", "-nostdlib", "-ffp-contract=off", "-msimd128", "-Wno-psabi"];
  const path = await built("peak.wasm", options.join(), async (to) => {
    const clang = await import(pathToFileURL(kernels.resolve("@yowasp/clang")).href);
    await clang.runLLVM(null, {}, { fetchProgress: () => {} });
    const files = { "peak.cpp": readFileSync(source, "utf8") };
    const output = await clang.commands["clang++"]([...options, "peak.cpp", "-Wl,--no-entry", "-o", "peak.wasm"], files, {});
    writeFileSync(to, output["peak.wasm"]);
  });
  const { spin } = (await WebAssembly.instantiate(readFileSync(path), {})).instance.exports;
  for (let i = 0; i < 20; i++) spin(12, 10_000); // until V8 has optimized it
  return { spin, lanes: 2 };
}
