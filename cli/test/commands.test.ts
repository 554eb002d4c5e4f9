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

describe("an experiment", () => {
  const regimes = ["run", "zhou2021local", "--experiment", "three-regimes", "--scale", "smoke"];
  const place = (text: string): string => /records +(\S+)/.exec(text)?.[1] ?? text;

  it("is listed with its study", () => {
    expect(done(["show", "zhou2021local"])).toMatch(/experiments[^]*three-regimes +Lazy, mean-field, local\./);
    const { experiments } = JSON.parse(done(["show", "zhou2021local", "--json"])) as { experiments: { id: string }[] };
    expect(experiments.map(({ id }) => id)).toContain("three-regimes");
  });

  it("leaves its runs, its figures and a page, with one worker and two the same bytes", () => {
    const text = done([...regimes, "--workers", "1", "--out", "one"]);
    expect(text).toMatch(/3 runs: 3 out of steps/);
    const folder = join(home, place(text));
    expect(readdirSync(folder).sort()).toEqual(["config.json", "events.jsonl", "experiment.json", "figures", "report.html", "runs"]);
    const other = join(home, place(done([...regimes, "--workers", "2", "--out", "two"])));
    for (const name of ["config.json", "experiment.json", "report.html", join("figures", "three-regimes.svg")]) {
      expect(readFileSync(join(other, name), "utf8"), name).toBe(readFileSync(join(folder, name), "utf8"));
    }
    const svg = readFileSync(join(folder, "figures", "three-regimes.svg"), "utf8");
    for (const regime of ["lazy", "mean-field", "local"]) expect(svg).toContain(`>${regime}`);
    expect(readFileSync(join(folder, "report.html"), "utf8")).toContain("overparam run zhou2021local --experiment three-regimes");
  });

  it("takes recorded runs, and is reported and drawn again from its folder", () => {
    const text = done([...regimes, "--out", "one"]);
    expect(text).toContain("all recorded before");
    const page = readFileSync(join(home, place(text), "report.html"), "utf8");
    expect(done(["report", place(text), "--out", "again.html"])).toContain("again.html");
    expect(readFileSync(join(home, "again.html"), "utf8")).toBe(page);
    expect(done(["export", place(text), "--format", "png", "--out", "drawn.png"]).trim()).toBe("drawn.png");
    expect(readFileSync(join(home, "drawn.png")).subarray(1, 4).toString()).toBe("PNG");
  });

  it("is refused in one sentence where the study has none of that name, and leaves nothing", () => {
    const { status, stderr } = overparam([...regimes.slice(0, 3), "three-regime", "--out", "none"], { cwd: home });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'overparam: zhou2021local: there is no such experiment; got "three-regime". Did you mean three-regimes.\n',
    });
    expect(existsSync(join(home, "none"))).toBe(false);
    expect(overparam(["run", "zhou2021local", "--workers", "2"], { cwd: home })).toMatchObject({ status: 2 });
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
