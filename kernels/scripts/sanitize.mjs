// Builds cpp/check/sanitize.cpp with the address and undefined-behaviour sanitizers for every instruction set of this processor and runs it.
// Usage: npm run sanitize -w kernels
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCompiler, targets } from "./native.mjs";
import { sourceFolder } from "./sources.mjs";

const compiler = findCompiler();
if (compiler === undefined) throw new Error("the sanitizers need a C++ compiler");
const features = process.arch === "x64" && process.platform === "linux" ? readFileSync("/proc/cpuinfo", "utf8") : "";
const work = mkdtempSync(join(tmpdir(), "overparam-sanitize-"));
try {
  for (const { name, only, flags } of targets) {
    if (only !== undefined && only !== process.arch) continue;
    if ((name === "avx512" && !features.includes("avx512vl")) || (name === "avx2" && !features.includes("avx2"))) continue;
    const program = join(work, name);
    const options = [
      "-O1",
      "-g",
      "-std=c++20",
      "-ffp-contract=off",
      "-fsanitize=address,undefined",
      "-fno-sanitize-recover=all",
      ...flags,
      "-I.",
    ];
    execFileSync(compiler.command, [...options, "check/sanitize.cpp", "-o", program], { cwd: sourceFolder, stdio: "inherit" });
    console.log(`${name}: ${execFileSync(program, { encoding: "utf8" }).trim()}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
