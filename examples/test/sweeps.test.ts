import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../sweeps", import.meta.url));
const bin = fileURLToPath(new URL("../../cli/bin/overparam.mjs", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

describe("ready sweeps", () => {
  it("are there for the five papers", () => {
    expect(files.map((name) => name.split("-", 1)[0]).sort()).toEqual([
      "akiyama2021learnability",
      "charikar2021ants",
      "safran2018spurious",
      "zhang2021expressivity",
      "zhou2021local",
    ]);
  });

  it.each(files)(
    "%s plans, and the beginnings of its trials run",
    (name) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "sweep", join(folder, name), "--dry-run", "--workers", "2"], {
        encoding: "utf8",
        cwd: tmpdir(),
        timeout: 100_000,
      });
      expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toMatch(/^trials {3}\d{3,}$/m);
      expect(stdout).toMatch(/^time {5}about /m);
      expect(stdout).not.toMatch(/^fails/m);
    },
    120_000,
  );
});
