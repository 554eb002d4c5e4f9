// `npm test`: build what is out of date, every static check, every test. Its last line is `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missing, root } from "./installed.mjs";
import { lint } from "./lint.mjs";

const sentence = missing();
if (sentence !== undefined) {
  console.error(sentence);
  console.log("0 passed, 1 failed");
  process.exit(1);
}

const tally = { passed: 0, failed: 0, skipped: 0 };
const add = ({ passed = 0, failed = 0, skipped = 0 }) => {
  tally.passed += passed;
  tally.failed += failed;
  tally.skipped += skipped;
};

console.log("build");
const built = spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, encoding: "utf8" });
console.log(`  ${built.status === 0 ? "✓" : "✗"} kernels, TypeScript, page`);
if (built.status !== 0) console.log(`${built.stdout}${built.stderr}`);
add(built.status === 0 ? { passed: 1 } : { failed: 1 });

console.log("lint");
add(lint());

console.log("test");
const scratch = mkdtempSync(join(tmpdir(), "overparam-test-"));
const file = join(scratch, "counts.json");
try {
  const vitest = spawnSync(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, OVERPARAM_TEST_COUNTS: file },
  });
  const counts = read(file);
  if (counts === undefined) add({ failed: 1 });
  else {
    add(counts);
    // An error outside every test, or a fault of the runner itself, fails the run although each test passed.
    if (vitest.status !== 0 && counts.failed === 0) add({ failed: 1 });
    for (const { where, name, reason } of counts.skips) console.log(`  skipped ${where} > ${name}${reason === "" ? "" : `: ${reason}`}`);
    const slow = counts.slow.slice(0, 5).map(({ where, seconds }) => `${where} ${seconds.toFixed(1)} s`);
    console.log(`  slowest: ${slow.join(", ")}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

console.log(`${tally.passed} passed, ${tally.failed} failed${tally.skipped === 0 ? "" : `, ${tally.skipped} skipped`}`);
process.exitCode = tally.failed === 0 ? 0 : 1;

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
