// Builds the Node add-on with whatever C++ compiler there is: one object per instruction set, then one shared library.
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { nativeFolder, root, sourceFolder, sourceHash } from "./sources.mjs";

// -ffp-contract=off: a multiply and an add are fused only where the source says so, hence the same bits from every compiler.
const flags = [
  "-O3",
  "-std=c++20",
  "-fPIC",
  "-ffp-contract=off",
  "-fno-math-errno",
  "-fno-trapping-math",
  "-fno-exceptions",
  "-fno-rtti",
  "-fno-threadsafe-statics",
  "-fvisibility=hidden",
];

// GCC may park 8-byte vectors in MMX registers, which are those of the x87 unit: whoever computes a long double next, as the hash tables of
// Node's garbage collector do, gets NaN.
const noMmx = process.arch === "x64" ? ["-mno-mmx"] : [];

export const targets = [
  { name: "avx512", only: "x64", flags: ["-mavx512f", "-mavx512dq", "-mavx512vl", "-mavx2", "-mfma", ...noMmx, "-DOVERPARAM_AVX512"] },
  { name: "avx2", only: "x64", flags: ["-mavx2", "-mfma", ...noMmx, "-DOVERPARAM_AVX2"] },
  { name: "generic", flags: noMmx },
];

/** The first C++ compiler that answers: CXX if set (and then no other), else g++, clang++, c++. */
export function findCompiler() {
  const candidates = process.env.CXX ? [process.env.CXX] : ["g++", "clang++", "c++"];
  for (const command of candidates) {
    try {
      return {
        command,
        version: execFileSync(command, ["--version"], { stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" }).split("\n")[0],
      };
    } catch {}
  }
  return undefined;
}

function headers() {
  return createRequire(import.meta.url)("node-api-headers").include_dir;
}

/**
 * Builds overparam.node into `folder` and keeps it only if it loads and passes its self-test; an add-on of older sources never stays.
 * Returns { path, compiler, built }; throws an Error with one readable sentence otherwise.
 */
export async function buildNative({ folder = nativeFolder, compiler = findCompiler() } = {}) {
  const path = join(folder, "overparam.node");
  const stamp = join(folder, "overparam.node.hash");
  const hash = sourceHash(JSON.stringify([flags, targets, process.arch]));
  const [builtFrom, builtBy] = existsSync(path) && existsSync(stamp) ? readFileSync(stamp, "utf8").split("\n") : [];
  if (builtFrom === hash && (compiler === undefined || builtBy === compiler.version)) {
    return { path, compiler: compiler ?? { version: builtBy }, built: false };
  }
  try {
    return await build(folder, path, stamp, hash, compiler);
  } catch (error) {
    if (builtFrom !== hash) rmSync(path, { force: true });
    throw error;
  }
}

async function build(folder, path, stamp, hash, compiler) {
  if (process.platform === "win32") throw new Error("native kernels are built with gcc or clang, and Windows is not supported for them");
  if (compiler === undefined)
    throw new Error(`no C++ compiler was found (${process.env.CXX ? `CXX=${process.env.CXX}` : "g++, clang++, c++"})`);

  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(join(dirname(folder), ".native-"));
  try {
    const include = headers();
    const run = (args) =>
      promisify(execFile)(compiler.command, args, { cwd: sourceFolder, maxBuffer: 1 << 24 }).catch((error) => {
        throw new Error(
          `${compiler.command} failed: ${
            String(error.stderr || error.message)
              .split("\n")
              .find((line) => /error/i.test(line)) ?? "no message"
          }`,
        );
      });
    const wanted = targets.filter(({ only }) => only === undefined || only === process.arch);
    const objects = [];
    const compile = (source, name, extra) => {
      const object = join(work, `${name}.o`);
      objects.push(object);
      return run([...flags, ...extra, `-I${include}`, "-I.", "-c", source, "-o", object]);
    };
    const absent = process.arch === "x64" ? [] : ["-DOVERPARAM_ONLY_GENERIC"];
    await Promise.all([
      ...wanted.map(({ name, flags: extra }) => compile("native/target.cpp", name, extra)),
      compile("native/addon.cpp", "addon", absent),
      compile("native/threads.cpp", "threads", ["-pthread"]),
    ]);
    const library = join(work, "overparam.node");
    const link = process.platform === "darwin" ? ["-bundle", "-undefined", "dynamic_lookup"] : ["-shared", "-s", "-pthread"];
    await run([...link, ...objects, "-o", library]);
    try {
      execFileSync(process.execPath, [join(root, "scripts", "self-test.mjs"), library], {
        stdio: ["ignore", "ignore", "pipe"],
        encoding: "utf8",
      });
    } catch (error) {
      const reason =
        String(error.stderr)
          .split("\n")
          .find((line) => /failed|error/i.test(line)) ?? error.message;
      throw new Error(`what ${compiler.command} built does not pass its self-test (${reason.trim()})`);
    }
    mkdirSync(folder, { recursive: true });
    rmSync(stamp, { force: true });
    renameSync(library, path);
    writeFileSync(`${stamp}.new`, `${hash}\n${compiler.version}\n`);
    renameSync(`${stamp}.new`, stamp);
    return { path, compiler, built: true };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
