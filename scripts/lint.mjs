// Every static check, one line each; the messages of a failing one follow it. `lint()` gives the counts to scripts/test.mjs.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./installed.mjs";

const bin = (name) => join(root, "node_modules/.bin", process.platform === "win32" ? `${name}.cmd` : name);
const script = (name) => [process.execPath, join(root, "scripts", name)];
const workspaces = ["kernels", "core", "studies", "lab", "cli", "web", "bench", "examples"];

const checks = [
  ["format", "Biome", [bin("biome"), "format", "--max-diagnostics=40", "."]],
  ["rules", "oxlint, type-aware", [bin("oxlint"), "--type-aware", "--deny-warnings", "--quiet", "."]],
  ["types of the tests", "tsc", [bin("tsc"), "-p", "tsconfig.test.json"]],
  [
    "order of imports",
    "dependency-cruiser",
    [bin("depcruise"), "-c", ".dependency-cruiser.cjs", "--output-type", "err-long", ...workspaces],
  ],
  ["nothing unused", "knip", [bin("knip"), "--no-progress", "--no-config-hints"]],
  ["same bits on every host", "scripts/ban-math.mjs", script("ban-math.mjs")],
  ["lockfile names no host", "scripts/lockfile.mjs", script("lockfile.mjs")],
  ["documents", "scripts/documents.mjs", script("documents.mjs")],
];

/** Runs every check; returns how many passed and failed. */
export function lint() {
  let passed = 0;
  let failed = 0;
  for (const [what, tool, [command, ...options]] of checks) {
    const start = performance.now();
    const { status, stdout, stderr, error } = spawnSync(command, options, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (status === 0) {
      passed++;
      console.log(`  ✓ ${what} (${tool}) ${seconds} s`);
    } else {
      failed++;
      console.log(`  ✗ ${what} (${tool}) ${seconds} s\n${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`);
    }
  }
  return { passed, failed };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!existsSync(join(root, "node_modules"))) {
    console.error("overparam: nothing is installed yet. Run: npm ci");
    process.exit(2);
  }
  const { passed, failed } = lint();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
