import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";
import { stopped } from "./support/stopped.ts";
import { writtenStudy } from "./support/written-study.ts";

const home = folder("interrupt");
const studies = writtenStudy("trivial");
const long = ["trivial", "--studies", studies, "--set", "steps=120000", "--set", "dimension=512", "--set", "condition=1e6"];

it.each(["SIGINT", "SIGTERM"] as const)(
  "%s stops a run with a checkpoint, exit code 130 and the line that goes on; resumed, it is the run that never stopped",
  async (signal) => {
    const out = join(home, signal);
    const { code, stderr } = await stopped(["run", ...long, "--out", out], { signal, after: 200 });
    const [id = ""] = readdirSync(join(out, "trivial"));
    const run = join(out, "trivial", id);
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: expect.stringMatching(/^overparam: stopped at step \d+; go on with: overparam resume .*\n$/),
    });
    expect(stderr).toContain(`overparam resume ${run}`);
    expect(readdirSync(run)).not.toContain("result.json");

    cpSync(run, join(out, "copy"), { recursive: true });
    expect(overparam(["resume", id.slice(0, 6), "--runs", out, "--studies", studies])).toMatchObject({ status: 0, stderr: "" });
    expect(overparam(["run", ...long, "--out", join(home, "whole"), "--fresh"]).status).toBe(0);
    for (const file of ["config.json", "metrics.jsonl", "result.json"]) {
      expect(readFileSync(join(run, file)).equals(readFileSync(join(home, "whole", "trivial", id, file))), file).toBe(true);
    }
    expect(overparam(["resume", run, "--studies", studies]).stdout).toContain("finished already");
  },
);

it("stops a verification, which then goes on from what is finished", async () => {
  const out = join(home, "verify");
  const { code, stderr } = await stopped(["verify", ...long, "--out", out, "--workers", "1"], { after: 200 });
  expect({ code, stderr }).toEqual({
    code: 130,
    stderr: expect.stringMatching(/^overparam: .*stopped after \d of 6 runs; .*goes on from there\.\n$/),
  });
});
