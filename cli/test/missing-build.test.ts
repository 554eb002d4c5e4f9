import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { bin, overparam } from "./support/overparam.ts";

it("a clone that has not been built says in one sentence what to do", () => {
  const home = folder("missing-build");
  mkdirSync(join(home, "bin"));
  cpSync(bin, join(home, "bin", "overparam.mjs"));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, "bin", "overparam.mjs"), "--help"], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toBe("overparam: the command has not been built yet; run `npm run build` in the repository's root.\n");
});

it("help answers within 0.3 s", { retry: 5 }, () => {
  // The best of a few: what is measured is the program, not its neighbours on the machine.
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    expect(overparam(["--help"]).status).toBe(0);
    return performance.now() - begun;
  });
  expect(Math.min(...times)).toBeLessThan(300);
});
