import { writeFileSync } from "node:fs";

/** A vitest reporter that leaves the counts, the skips with their reasons and the slowest files in a JSON file for scripts/test.mjs. */
export default class Counts {
  /** @param {{ file: string }} options */
  constructor({ file }) {
    this.file = file;
  }

  onTestRunEnd(modules, unhandled) {
    const counts = { passed: 0, failed: 0, skipped: 0, unhandled: unhandled.length, skips: [], slow: [] };
    for (const module of modules) {
      const where = module.relativeModuleId ?? module.moduleId;
      // A file that does not even load has no tests to count; it is one failure.
      if (module.errors().length > 0) counts.failed++;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state === "passed") counts.passed++;
        else if (state === "failed") counts.failed++;
        else {
          counts.skipped++;
          counts.skips.push({ where, name: test.fullName, reason: note ?? "" });
        }
      }
      counts.slow.push({ where, seconds: module.diagnostic().duration / 1000 });
    }
    counts.slow.sort((a, b) => b.seconds - a.seconds);
    writeFileSync(this.file, JSON.stringify(counts));
  }
}
