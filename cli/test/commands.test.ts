import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";
import { writtenStudy } from "./support/written-study.ts";

const home = folder("commands");
const studies = writtenStudy("trivial");
const own = ["--studies", studies];
const done = (args: readonly string[]) => {
  const result = overparam(args, { cwd: home });
  expect({ status: result.status, stderr: result.stderr }).toEqual({ status: 0, stderr: "" });
  return result.stdout;
};
const folders = () => readdirSync(join(home, "runs", "trivial"));

describe("a study is read", () => {
  it("in readable text: settings with ranges, claims, presets", () => {
    const text = done(["show", "trivial", ...own]);
    expect(text).toMatch(/condition +100 +Largest curvature over smallest \(κ\) · 2 to 1000000/);
    expect(text).toMatch(/rate +exact/);
    expect(text).toContain("--preset ill");
  });

  it("claim by claim: statement, source, assumptions, the run that must fail", () => {
    const text = done(["show", "trivial", "Rate", ...own]);
    expect(text).toMatch(/statement +\|θ₁\(t\)\| = \(1 − η\/κ\)\^t \|θ₁\(0\)\|/);
    expect(text).toMatch(/must fail on +a gradient that is one percent too long/);
    expect(JSON.parse(done(["show", "trivial", "rate", "--json", ...own]))).toMatchObject({
      claim: "rate",
      grade: "exact",
      fidelity: "derived",
    });
  });

  it("every claim of zhou2021local without a trace of TeX", () => {
    const { claims } = JSON.parse(done(["show", "zhou2021local", "--json"])) as { claims: { claim: string }[] };
    expect(claims.length).toBeGreaterThan(15);
    for (const { claim } of claims.slice(0, 4)) expect(done(["show", "zhou2021local", claim])).not.toMatch(/\\[a-z]|[{}]/);
  });

  it("is cited, and so is overparam", () => {
    expect(done(["cite", "zhou2021local", "--format", "bibtex"])).toContain("@inproceedings{zhou2021local,");
    expect(done(["cite"])).toMatch(/overparam/);
  });
});

describe("a run", () => {
  it("is the same however its settings are said", () => {
    writeFileSync(join(home, "flat.yaml"), "steps: 500\ncondition: 20\n");
    writeFileSync(join(home, "whole.yaml"), `study: trivial\nseed: 3\nstudies: [${studies}]\nconfig:\n  steps: 500\n  condition: 20\n`);
    const id = (text: string): string => /id ([0-9a-f]{12})/.exec(text)?.[1] ?? text;
    const flags = id(done(["run", "trivial", "--set", "steps=500", "--set", "condition=2e1", "--seed", "3", ...own]));
    expect(id(done(["run", "trivial", "--config", "flat.yaml", "--seed", "3", ...own]))).toBe(flags);
    expect(id(done(["run", "trivial", "--config", "whole.yaml"]))).toBe(flags);
    expect(id(done(["run", "trivial", "--config", "whole.yaml", "--set", "steps=501"]))).not.toBe(flags);
    expect(folders()).toContain(flags);
  });

  it("is exported for other programs, and reported", () => {
    const [id = ""] = folders();
    for (const format of ["npz", "safetensors", "csv", "parquet"]) {
      const out = join(home, `run.${format}`);
      expect(done(["export", id, "--format", format, "--out", out]).trim()).toBe(out);
      expect(statSync(out).size).toBeGreaterThan(100);
    }
    const [svg = ""] = done(["export", id, "--format", "svg", "--out", "figures", ...own])
      .trim()
      .split("\n");
    expect(readFileSync(join(home, svg), "utf8")).toContain("<svg");
    expect(done(["report", id, "--out", "page.html", ...own])).toContain("page.html");
    expect(readFileSync(join(home, "page.html"), "utf8")).toMatch(/<!doctype html>/i);
  });
});

describe("a verification", () => {
  it("leaves records that are judged again to the same table", () => {
    const text = done(["verify", "trivial", ...own]);
    const table = (said: string): string | undefined => said.split("\n").find((line) => line.includes("Rate‡"));
    expect(table(text)).toMatch(/✓ holds/);
    const [name = ""] = folders().filter((each) => each.startsWith("verify-"));
    expect(existsSync(join(home, "runs", "trivial", name, "report.html"))).toBe(true);
    expect(table(done(["report", name, ...own]))).toBe(table(text));
  });

  it("takes recorded runs, says so, and computes them again with --fresh", () => {
    expect(done(["verify", "trivial", ...own])).toContain("all runs recorded before");
    expect(done(["verify", "trivial", "--fresh", ...own])).not.toContain("recorded before");
  });

  it("prints a command that gives the same again", () => {
    const text = done(["verify", "trivial", "--set", "step=0.25", "--no-counters", ...own]);
    const again = /again +overparam (.*)/.exec(text)?.[1]?.split(" ") ?? [];
    expect(again).toEqual(["verify", "trivial", "--set", "step=0.25", "--seed", "1", "--studies", studies, "--no-counters"]);
    expect(done(again)).toContain("all runs recorded before");
  });

  it("ends with 1 when a claim is violated", () => {
    const broken = writtenStudy("broken");
    const file = join(broken, "claims", "rate.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace('form: "equals", value: 1', 'form: "equals", value: 1.001'));
    const { status, stdout } = overparam(["verify", "broken", "--studies", broken], { cwd: home });
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ violated/);
    expect(stdout).toContain("1 violated");
  });
});

describe("completion", () => {
  it.each(["bash", "zsh", "fish"])("prints a script for %s", (shell) => {
    expect(done(["completion", shell])).toMatch(/overparam/);
  });

  it("completes commands, options and their choices", () => {
    const suggest = (...words: string[]): string => overparam(["complete", "--", ...words]).stdout;
    expect(suggest("ver")).toContain("verify");
    expect(suggest("verify", "--sc")).toContain("--scale");
    expect(suggest("verify", "--backend", "")).toMatch(/wasm/);
  });
});
