import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
const scripts = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
// One folder for all: 05 judges what 04 has recorded.
const home = mkdtempSync(join(tmpdir(), "overparam-examples-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What each script must have shown. */
const shows: Readonly<Record<string, RegExp>> = {
  "01-sample-a-key.mjs": /same beginning: true/,
  "02-loss-and-gradient.mjs": /loss \d+\.\d+, known to .*e-\d+\n∂L/,
  "03-watch-a-run.mjs": /slope -[12]\.\d\d\n(.|\n)*loss is/,
  "04-verify.mjs": /theorem-3 +holds +asked = 0; counter-run violated/,
  "05-judge-again.mjs": /claims judged again from \d+ runs: the same verdicts/,
  "06-teacher-file.mjs": /teacher: sha256:[0-9a-f]{64}\n(.|\n)*wMin: 1,/,
  "07-own-study.mjs": /quarter: holds \(.*measured 0\.25\); counter-run violated/,
  "08-recover.mjs": /^Recovered exactly: 2 ReLU neurons(.|\n)*Recovered up to noise: 2 ReLU neurons/,
};

describe("every example runs as it is", () => {
  it.each(scripts)("%s", (name) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, name)], { cwd: home, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(shows[name] ?? /^$/);
  });

  it("has a header, a test and a row in the README for each", () => {
    expect(Object.keys(shows)).toEqual(scripts);
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    for (const name of scripts) {
      expect(readFileSync(join(folder, name), "utf8")).toMatch(/^\/\/ .*\n/);
      expect(readme).toContain(name);
    }
  });

  it("gives the difference quotient that its gradient says", () => {
    const { stdout } = spawnSync(process.execPath, [join(folder, "02-loss-and-gradient.mjs")], { encoding: "utf8" });
    const pairs = [...stdout.matchAll(/gradient (\S+) {2}difference quotient (\S+)/g)];
    expect(pairs.length).toBe(3);
    // A central difference with h = 1e-5: h² from the third derivative and 1e-11 / h from rounding.
    for (const [, gradient, quotient] of pairs) expect(Math.abs(Number(gradient) - Number(quotient))).toBeLessThan(1e-6);
  });
});
