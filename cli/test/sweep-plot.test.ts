import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";
import { writtenStudy } from "./support/written-study.ts";

const home = folder("plot");
const studies = writtenStudy("trivial");
const file = (name: string, ...lines: readonly string[]): void => writeFileSync(join(home, `${name}.yaml`), lines.join("\n"));
const done = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stderr, stdout } = overparam(args, { cwd: home, env });
  // A sweep that takes a while says how far it is; nothing else has anything to say there.
  expect({ status, stderr: args[0] === "sweep" ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
};
const plot = join(home, "sweeps", "s", "plot");

describe("a phase diagram from the command line", () => {
  beforeAll(() => {
    file(
      "s",
      "study: trivial",
      `studies: [${studies}]`,
      "backend: wasm",
      "seeds: 3",
      "config: {steps: 40}",
      "axes: [{setting: condition, list: [2, 4, 8, 16]}, {setting: step, list: [0.25, 0.5, 1]}]",
      "title: How condition and step decide",
      "diagram: {x: condition, y: step, value: fraction(loss <= 1e-6)}",
    );
    done(["sweep", "s.yaml", "--workers", "1"]);
  });

  it("is looked at more closely where its boundary runs, within the budget, and stays so", () => {
    const counts = (name: string) =>
      JSON.parse(done(["status", name, "--json"])) as { readonly trials: number; readonly counts: { readonly done: number } };
    const lines = [
      "study: trivial",
      `studies: [${studies}]`,
      "backend: wasm",
      "config: {steps: 40}",
      "axes: [{setting: condition, list: [2, 4, 8, 16]}, {setting: step, list: [0.25, 0.5, 1]}]",
      "diagram: {x: condition, y: step, value: fraction(loss <= 1e-6)}",
    ];
    file("closer", ...lines, "seeds: 2");
    done(["sweep", "closer.yaml", "--workers", "1", "--refine", "10"]);
    // By seeds: a fraction of two trials has a wide interval, so some cells are open and the whole budget is spent.
    expect(counts("closer")).toMatchObject({ trials: 34, counts: { done: 34 } });
    const said = overparam(["sweep", "closer.yaml", "--workers", "1"], { cwd: home });
    expect([said.status, said.stdout]).toEqual([0, expect.stringMatching(/nothing was left to make/)]);
    expect(counts("closer").trials).toBe(34);
    expect(done(["plot", "closer", "--no-files"])).toMatch(/2 to \d+ trials a cell/);
    done(["sweep", "closer.yaml", "--workers", "1", "--refine", "8", "--refine-by", "cells"]);
    const { cells, x, y } = JSON.parse(done(["plot", "closer", "--no-files", "--json"])) as {
      readonly cells: readonly (readonly number[])[];
      readonly x: { readonly values: readonly number[] };
      readonly y: { readonly values: readonly number[] };
    };
    const added = counts("closer").trials - 34;
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThanOrEqual(8);
    expect(x.values.length * y.values.length).toBe(cells.length);
    expect(cells.length).toBeGreaterThan(12);
    // Grown seeds take the place of those that were added beside the grid.
    file("closer", ...lines, "seeds: 4");
    expect(overparam(["sweep", "closer.yaml", "--workers", "1"], { cwd: home }).status).toBe(0);
    for (const [args, sentence] of [
      [["--refine-by", "cells"], /^overparam: --refine-by goes with --refine TRIALS\.\n$/],
      [["--refine", "0"], /--refine/],
      [["--refine", "5", "--boundary", "high"], /--boundary/],
    ] as const) {
      const { status, stderr } = overparam(["sweep", "closer.yaml", ...args], { cwd: home });
      expect(status).toBe(2);
      expect(stderr).toMatch(sentence);
    }
  });

  it("is text that a pipe takes, with the numbers that query gives", () => {
    const text = done(["plot", "s", "--value", "median(loss)", "--no-files"]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what must not be there
    expect(text).not.toMatch(/\x1b/);
    expect(text).toMatch(/^How condition and step decide · trivial · sweep [0-9a-f]{12} · 36 trials\n\n {2}step\n/);
    expect(text.split("\n").filter((line) => /│/.test(line))).toHaveLength(3);
    expect(text).toMatch(/median\(loss\), 3 trials a cell\.\n$/);
    const { columns, cells } = JSON.parse(done(["plot", "s", "--value", "median(loss)", "--no-files", "--json"])) as {
      readonly columns: readonly string[];
      readonly cells: readonly (readonly number[])[];
    };
    const asked = done(["query", "s", "--csv", "--group-by", "step,condition", "--columns", "loss"])
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").map(Number));
    expect(columns.slice(0, 3)).toEqual(["condition", "step", "value"]);
    expect(cells.map(([condition, step, value]) => [step, condition, value])).toEqual(asked.map(([a, b, , median]) => [a, b, median]));
    expect(done(["plot", "s", "--no-files"], { FORCE_COLOR: "1" })).toContain("\x1b[38;5;68m");
  });

  it("is written as figures, table and report, the same bytes again, and the report says the command", () => {
    const said = done(["plot", "s"]);
    for (const name of ["report.html", "phase-diagram.svg", "phase-diagram.png", "cells.csv", "sweep.json"])
      expect(said).toContain(join("sweeps", "s", "plot", name));
    const names = readdirSync(plot).sort();
    expect(names).toEqual(
      ["cells.csv", "phase-diagram.png", "phase-diagram.svg", "report.html", "sweep.json"]
        .concat(["x", "y"].flatMap((axis) => [`slices-along-${axis}.png`, `slices-along-${axis}.svg`]))
        .sort(),
    );
    const bytes = names.map((name) => readFileSync(join(plot, name)));
    const report = readFileSync(join(plot, "report.html"), "utf8");
    const command =
      /<pre[^>]*aria-label="command">overparam (.*?)<\/pre>/.exec(report)?.[1]?.replaceAll("&lt;", "<").replaceAll("&#39;", "'") ?? "";
    expect(command).toBe("plot sweeps/s --x condition --y step --value 'fraction(loss <= 1e-6)'");
    done((command.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", "")));
    names.forEach((name, k) => expect(readFileSync(join(plot, name)).equals(bytes[k]!)).toBe(true));
    expect(report).toMatch(/<svg[^]*Wilson/);
    expect(report).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  });

  it("draws a sweep with one axis as one row, and holds axes where it is told to", () => {
    file("one", "study: trivial", `studies: [${studies}]`, "backend: wasm", "seeds: 2", "axes: [{setting: condition, list: [2, 4, 8]}]");
    done(["sweep", "one.yaml", "--workers", "1"]);
    expect(
      done(["plot", "one", "--no-files"])
        .split("\n")
        .filter((line) => /│/.test(line)),
    ).toHaveLength(1);
    const held = JSON.parse(done(["plot", "s", "--x", "condition", "--at", "step=1", "--no-files", "--json"])) as { cells: unknown[] };
    expect(held.cells).toHaveLength(4);
  });

  it.each([
    [["--x", "conditon"], /^overparam: --x: the sweep has no such axis; got "conditon"\. Did you mean condition\.\n$/],
    [["--x", "step", "--y", "step"], /^overparam: --y: must be another axis than --x; got "step"\..*\n$/],
    [["--value", "median(los)"], /^overparam: --value: there is no such column; got "los"\. Did you mean loss\.\n$/],
    [["--at", "step"], /^overparam: --at takes AXIS=VALUE; got step\.\n$/],
    [["--at", "seed=1"], /^overparam: --at: the sweep has no such axis; got "seed"\..*\n$/],
    [["--levels", "1,x"], /^overparam: --levels: must be numbers separated by commas, or none; got "1,x"\.\n$/],
  ])("refuses %s in one sentence", (flags, says) => {
    expect(overparam(["plot", "s", ...flags], { cwd: home })).toMatchObject({ status: 2, stdout: "", stderr: expect.stringMatching(says) });
  });
});
