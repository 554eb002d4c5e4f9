import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";
import { stopped } from "./support/stopped.ts";
import { writtenStudy } from "./support/written-study.ts";

const home = folder("sweep");
const studies = writtenStudy("trivial");
const poison = fileURLToPath(new URL("../../lab/test/fixtures/trouble/poison", import.meta.url));

const lines = ["study: trivial", `studies: [${studies}]`, "backend: wasm", "axes: [{setting: condition, list: [2, 4, 8]}]"];
const file = (name: string, ...more: readonly string[]): void => writeFileSync(join(home, `${name}.yaml`), [...lines, ...more].join("\n"));
const done = (args: readonly string[], stderr: unknown = "") => {
  const result = overparam(args, { cwd: home });
  expect({ status: result.status, stderr: result.stderr }).toEqual({ status: 0, stderr });
  return result.stdout;
};
const status = (name: string): unknown => JSON.parse(done(["status", name, "--json"]));
const table = (name: string): Buffer => readFileSync(join(home, "sweeps", name, "trials.parquet"));

describe("a sweep from the command line", () => {
  it("is made, said what became of it, and done again makes nothing; more seeds make only those", () => {
    file("more", "seeds: 2");
    expect(done(["sweep", "more.yaml", "--workers", "1"])).toMatch(
      /^trivial · wasm · 1 thread · sweep [0-9a-f]{12}\n\n {2}made +6 trials in .* a (second|minute)\n {2}done +6 of 6\n {2}tables +sweeps\/more\/trials\.parquet\n/,
    );
    const bytes = table("more");
    expect(done(["sweep", "more.yaml"])).toMatch(/there +6 trials recorded before, not made again\n {2}made +nothing was left to make/);
    expect(table("more").equals(bytes)).toBe(true);
    file("more", "seeds: 3");
    const said =
      /^overparam: since the sweep was last started, the seeds have changed; trials that both have are kept\.\noverparam: 6 of 9 trials recorded already; they are not made again\.\n$/;
    expect(done(["sweep", "more.yaml", "--workers", "1"], expect.stringMatching(said))).toMatch(/made +3 trials/);
    expect(status("more")).toMatchObject({ counts: { done: 9 }, left: 0, running: null, compacted: true });
    expect(done(["status", "more"])).toMatch(/state +finished\n {2}done +9 of 9\n/);
    file("more", "seeds: 3", "config: {steps: 30}");
    expect(done(["sweep", "more.yaml", "--workers", "1"], expect.stringContaining("the config has changed"))).toMatch(/made +9 trials/);
  });

  it("says what failed, by reason, and makes it again when asked", () => {
    const bad = ["study: poison", `studies: [${poison}]`, "backend: wasm", "axes: [{setting: mode, list: [throw, sound]}]", "seeds: 3"];
    writeFileSync(join(home, "bad.yaml"), bad.join("\n"));
    expect(done(["sweep", "bad.yaml", "--workers", "1"])).toMatch(
      /failed +3; make them again with: overparam retry --failed sweeps\/bad\n[^]*failed +3 {2}TypeError: no such thing\n/,
    );
    expect(status("bad")).toMatchObject({ left: 0, reasons: [{ status: "failed", reason: "TypeError: no such thing", trials: 3 }] });
    expect(done(["retry", "--failed", "bad", "--workers", "1"], expect.stringContaining("3 of 6 trials recorded"))).toMatch(
      /made +3 trials/,
    );
    writeFileSync(join(home, "bad.yaml"), [...bad, "stop: {failures: 2}"].join("\n"));
    const end = overparam(["sweep", "bad.yaml", "--workers", "1", "--out", "other"], { cwd: home });
    expect(end).toMatchObject({
      status: 130,
      stderr: expect.stringMatching(/stopped because \d trials failed, as stop\.failures asks; .*\n$/),
    });
  });

  it("stopped by Ctrl-C goes on where it was, to the bytes of one that never stopped", async () => {
    const steps = "config: {steps: 20000, dimension: 64}";
    for (const name of ["cut", "whole"]) file(name, steps, "seeds: 100");
    const cut = ["sweep", "cut.yaml", "--workers", "1"];
    const { code, stderr } = await stopped([...cut, "--json"], { after: 1000, cwd: home });
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: expect.stringMatching(
        /^overparam: stopped with \d+ of 300 trials made; .*; go on with: overparam sweep cut\.yaml --workers 1\n$/,
      ),
    });
    const before = status("cut") as { readonly left: number };
    expect(before).toMatchObject({ running: null, compacted: false });
    expect(before.left).toBeGreaterThan(0);
    expect(done(["compact", "cut"])).toBe(
      `${300 - before.left} trial${before.left === 299 ? "" : "s"} of 300 in sweeps/cut/trials.parquet\n`,
    );
    done(cut, expect.any(String));
    done(["sweep", "whole.yaml"], expect.any(String));
    expect(table("cut").equals(table("whole"))).toBe(true);
  });
});

describe("cells that are the same run", () => {
  it("are refused before anything runs, and named", () => {
    writeFileSync(
      join(home, "same.yaml"),
      [...lines.slice(0, 3), "axes: [{setting: steps, list: [20, 40]}]", "budget: {steps: 20}"].join("\n"),
    );
    for (const flags of [["--dry-run"], []]) {
      expect(overparam(["sweep", "same.yaml", ...flags], { cwd: home })).toMatchObject({
        status: 2,
        stdout: "",
        stderr: expect.stringMatching(
          /^overparam: axes: every cell must be another run, and the cells steps = 20 and steps = 40 have the same settings\..*\n$/,
        ),
      });
    }
    expect(existsSync(join(home, "sweeps", "same"))).toBe(false);
  });
});

describe("a question to a sweep", () => {
  beforeEach(() => {
    file("asked", "seeds: 3", "config: {steps: 40}", "keep: {curves: {of: [loss], points: 4}}");
    done(["sweep", "asked.yaml", "--workers", "1"]);
  });
  const csv = (...args: readonly string[]) => done(["query", "asked", "--csv", ...args]).trim();
  const seeded = "condition,seed\n2,3\n8,3";

  it("is answered by filters and groups, and by SQL where DuckDB is, with the same numbers", async ({ skip }) => {
    expect(csv("--where", "seed > 2", "--where", "condition != 4", "--columns", "condition,seed")).toBe(seeded);
    const [head, ...rows] = csv("--group-by", "condition", "--columns", "loss").split("\n");
    expect(head).toBe("condition,trials,median loss,mean loss,min loss,max loss");
    expect(rows.map((row) => row.split(",").slice(0, 2))).toEqual([
      ["2", "3"],
      ["4", "3"],
      ["8", "3"],
    ]);
    const all = done(["query", "asked", "--json", "--limit", "2"])
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(all).toMatchObject([{ condition: 2, seed: 1, status: "done", reason: null, iteration: 40 }, { seed: 2 }]);
    const sql = overparam(
      ["query", "asked", "--csv", "SELECT condition, seed FROM trials WHERE seed > 2 AND condition <> 4 ORDER BY cell"],
      { cwd: home },
    );
    if (sql.status !== 0 && process.env["CI"] === undefined) {
      expect(sql.stderr).toMatch(/^overparam: query: SQL needs DuckDB, which is not installed\. Run `npm install @duckdb\/node-api`.*\n$/);
      skip("@duckdb/node-api is not installed");
    }
    expect({ status: sql.status, stdout: sql.stdout.trim() }).toEqual({ status: 0, stdout: seeded });
    const median = (text: string) => Number(text.split("\n").at(-1)?.split(",").at(-1));
    expect(median(csv("SELECT condition, median(loss) FROM trials WHERE condition = 8 GROUP BY condition"))).toBeCloseTo(
      Number(rows[2]?.split(",")[2]),
      14,
    );
    expect(csv("SELECT count(*) FROM curves")).toBe("count_star()\n36");
    expect(overparam(["query", "asked", "SELEKT"], { cwd: home })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^overparam: query: DuckDB refuses: [^\n]*\n$/),
    });
  });
});
