// Builds cpp/check/sanitize.cpp with the address and undefined-behaviour sanitizers and runs it, for every instruction set of this
// processor. Usage: npm run sanitize -w kernels (the tests call it too)
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { findCompiler, targets } from "./native.mjs";
import { sourceFolder } from "./sources.mjs";

// Unoptimized: compiling takes a third of the time, and running still only seconds.
const flags = ["-O0", "-g1", "-std=c++20", "-ffp-contract=off", "-w", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-I."];

/** The instruction sets that can be checked here. */
export const sanitizedTargets = targets.filter(({ name, only }) => {
  if (only !== undefined && only !== process.arch) return false;
  const features = process.arch === "x64" && process.platform === "linux" ? readFileSync("/proc/cpuinfo", "utf8") : "";
  return name === "generic" || features.includes(name === "avx512" ? "avx512vl" : name);
});

/** Why there are no sanitizers here, or undefined where there are. */
export function noSanitizer(compiler = findCompiler()) {
  if (compiler === undefined) return "the sanitizers need a C++ compiler";
  const work = mkdtempSync(join(tmpdir(), "overparam-sanitize-"));
  try {
    writeFileSync(join(work, "none.cpp"), "int main() {}\n");
    execFileSync(compiler.command, ["-fsanitize=address,undefined", "none.cpp", "-o", "none"], { cwd: work, stdio: "ignore" });
    return undefined;
  } catch {
    return `${compiler.command} comes without the libraries of its sanitizers`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs the checks of one instruction set; throws an Error with the sanitizer's report if something is wrong. */
export async function sanitize(target, compiler = findCompiler()) {
  const run = promisify(execFile);
  const work = mkdtempSync(join(tmpdir(), "overparam-sanitize-"));
  const program = join(work, target.name);
  try {
    await run(compiler.command, [...flags, ...target.flags, "check/sanitize.cpp", "-o", program], {
      cwd: sourceFolder,
      maxBuffer: 1 << 24,
    });
    const { stdout } = await run(program, { maxBuffer: 1 << 24 });
    if (stdout.trim() !== "clean") throw new Error(`the checks ended early: ${stdout}`);
  } catch (error) {
    throw new Error(`${target.name}: ${String(error.stderr || error.message)}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const reason = noSanitizer();
  if (reason !== undefined) {
    console.error(`kernels: ${reason}; install g++ and run \`npm run sanitize -w kernels\` again.`);
    process.exit(2);
  }
  for (const target of sanitizedTargets) {
    await sanitize(target);
    console.log(`${target.name}: clean`);
  }
}
