import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";
import { stopped } from "./support/stopped.ts";

const home = folder("narrow");
const env = { OVERPARAM_DATA: join(home, "data") };
const digits = fileURLToPath(new URL("../../studies/zhou2021local/assets/digits.csv.gz", import.meta.url));
const narrow = (...args: string[]) => overparam(["narrow", ...args], { cwd: home, env });
const quick = ["--data", "digits", "--classes", "1,8", "--target-accuracy", "0.95", "--max-width", "8", "--steps", "60", "--seeds", "2"];

beforeAll(() => {
  expect(overparam(["data", "add", digits], { cwd: home, env }).status).toBe(0);
});

describe("overparam narrow", () => {
  it("finds a width, prints what was tried, and saves chart, table and models", () => {
    const { status, stdout } = narrow(...quick);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^narrow · data:digits · classes 1 and 8 · 285 samples, 71 held out/);
    expect(stdout).toMatch(/neurons {2}mirrored, constrained +plain/);
    expect(stdout).toMatch(/Narrowest for an accuracy of 0.95 on held-out samples: \d+ by mirrored training, \d+ by plain training\./);
    for (const file of ["model.onnx", "model.safetensors", "widths.svg", "widths.csv"]) {
      const path = new RegExp(`runs/narrow/[0-9a-f]{12}/${file.replace(".", "\\.")}`).exec(stdout)?.[0] ?? "";
      expect(existsSync(join(home, path)), file).toBe(true);
    }
  });

  it("--json is one object on every line, and the same search again computes nothing", () => {
    const { status, stdout } = narrow(...quick, "--json");
    expect(status).toBe(0);
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { event: string; reused?: boolean; winner?: object; files?: { onnx?: string } });
    expect(events[0]?.event).toBe("started");
    expect(events.filter(({ event }) => event === "trained").every(({ reused }) => reused === true)).toBe(true);
    expect(events.at(-1)).toMatchObject({ event: "narrowed", files: { onnx: expect.stringMatching(/model\.onnx$/) as string } });
  });

  it("ends with status 1 and no model where no width reaches the target", () => {
    const { status, stdout } = narrow(
      "--data",
      "digits",
      "--classes",
      "1,8",
      "--target-loss",
      "1e-9",
      "--max-width",
      "2",
      "--steps",
      "5",
      "--seeds",
      "1",
    );
    expect(status).toBe(1);
    expect(stdout).toMatch(/no width up to 2 by mirrored training, no width up to 2 by plain training/);
    expect(stdout).not.toMatch(/model/);
  });

  it.skipIf(process.platform === "win32")("stopped by Ctrl-C says where it is, and goes on from there", { timeout: 60_000 }, async () => {
    // Far too many steps to finish: only the interruption ends it.
    const args = ["narrow", "--data", "digits", "--classes", "1,8", "--target-accuracy", "1", "--steps", "100000000", "--seeds", "1"];
    // Begun once the heading is there; a little later it is in the middle of the training.
    const stop = () => stopped(args, { cwd: home, env, after: 1000 });
    const step = (stderr: string) =>
      Number(
        /stopped at step (\d+) of 100000000 with 2 neurons; what is done is kept; the same command goes on from there\./.exec(stderr)?.[1],
      );
    const first = await stop();
    expect(first.code).toBe(130);
    expect(step(first.stderr)).toBeGreaterThan(0);
    const second = await stop();
    expect(second.code).toBe(130);
    expect(step(second.stderr)).toBeGreaterThan(step(first.stderr));
  });

  it.each<[string, string[], RegExp]>([
    ["no data", ["--target-accuracy", "0.9"], /required option '--data <name>' not specified/],
    ["no target", ["--data", "digits", "--classes", "1,8"], /narrow takes one target; give --target-accuracy SHARE or --target-loss LOSS/],
    ["two targets", ["--data", "digits", "--classes", "1,8", "--target-accuracy", "0.9", "--target-loss", "1"], /narrow takes one target/],
    ["a target that is no number", ["--data", "digits", "--target-accuracy", "high"], /--target-accuracy.*It takes a number/],
    [
      "a target of 99",
      ["--data", "digits", "--classes", "1,8", "--target-accuracy", "99"],
      /--target-accuracy: it is above 0 and at most 1; got 99/,
    ],
    ["ten classes", ["--data", "digits", "--target-accuracy", "0.9"], /two classes are told apart.*choose two with --classes A,B/i],
    [
      "a class that is a word",
      ["--data", "digits", "--classes", "one,two", "--target-accuracy", "0.9"],
      /--classes: classes are whole numbers/,
    ],
    [
      "an odd width",
      ["--data", "digits", "--classes", "1,8", "--target-accuracy", "0.9", "--max-width", "7"],
      /--max-width: widths are even.*give 8/i,
    ],
    [
      "a radius of 0",
      ["--data", "digits", "--classes", "1,8", "--target-accuracy", "0.9", "--radius", "0"],
      /--radius must be above 0; got 0/,
    ],
    [
      "data that is not here",
      ["--data", "mnist", "--classes", "3,8", "--target-accuracy", "0.9"],
      /data:mnist: it is not in the data folder\. Run `overparam data fetch mnist` first/,
    ],
    ["a name that is close", ["--data", "digit", "--target-accuracy", "0.9"], /did you mean data:digits/i],
    ["a place that is none", [...quick, "--out", "/proc/overparam"], /\/proc\/overparam/],
  ])("tells of %s in one sentence", (_name, args, says) => {
    const { status, stdout, stderr } = narrow(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd().split("\n").length).toBe(1);
    expect(stderr).not.toMatch(/\n\s+at |fault of overparam/);
  });

  it("has a page of help that names every option", () => {
    const { stdout } = narrow("--help");
    for (const option of ["--target-accuracy", "--max-width", "--components", "--radius", "--fresh", "--json"])
      expect(stdout).toContain(option);
  });
});
