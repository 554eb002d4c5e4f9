// Completes the lockfile: writes an entry for every platform's build of a tool, also for those that the registry at hand does not carry.
//
// npm leaves a package out of the lockfile when it cannot reach it, and then `npm ci` refuses that lockfile. An entry says only what the tool's own
// manifest says (name and version) and which platform it is for; npm passes over entries of other platforms without fetching anything.
// Run after every `npm install` that changes a tool: node scripts/lock-platforms.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./installed.mjs";

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"];

/** The platform that a package's name speaks of: `binding-linux-x64-musl` → linux, x64, musl; undefined when it names none. */
export function platformOf(name) {
  const words = name.split("/").at(-1).split("-");
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  const libc = os !== "linux" ? undefined : words.some((word) => word.startsWith("musl")) ? "musl" : "glibc";
  return { os, cpu, ...(libc === undefined ? {} : { libc }) };
}

/** The lockfile's packages with the entries that are missing, sorted as npm sorts them. */
export function completed(packages) {
  const added = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const nested = `${path}/node_modules/${name}`;
      const place = `node_modules/${name}`;
      const platform = platformOf(name);
      if (packages[nested] !== undefined || packages[place] !== undefined || platform === undefined || !/^\d/.test(version)) continue;
      const { os, cpu, libc } = platform;
      added[place] = {
        version,
        cpu: [cpu],
        ...(entry.dev === true ? { dev: true } : {}),
        ...(libc === undefined ? {} : { libc: [libc] }),
        optional: true,
        os: [os],
      };
    }
  }
  const all = { ...packages, ...added };
  return Object.fromEntries(
    Object.keys(all)
      .sort((a, b) => a.localeCompare(b, "en"))
      .map((path) => [path, all[path]]),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = join(root, "package-lock.json");
  const lock = JSON.parse(readFileSync(path, "utf8"));
  const before = Object.keys(lock.packages).length;
  lock.packages = completed(lock.packages);
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${Object.keys(lock.packages).length - before} entries added to package-lock.json`);
}
