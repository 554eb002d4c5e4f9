import { resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { claims } from "../claims/index.ts";
import study from "../index.ts";
import { runOf } from "./support/run-of.ts";

const engine = await loadEngine();
const config = resolveConfig(study, {});

describe("verification of charikar2021ants", () => {
  it("ends on the predicted path in all of 200 instances without tied optima", { timeout: 300_000 }, () => {
    const trials = claims.find(({ id }) => id === "general-graphs")?.ensemble?.(config, 1) ?? [];
    expect(trials.length).toBe(200);
    const lost = trials.filter((trial) => runOf(engine, trial).outcome.kind !== "reached");
    expect(lost.map(({ config: { graph, cyclic, growth, leakage }, seed }) => ({ graph, cyclic, growth, leakage, seed }))).toEqual([]);
  });

  it("draws its figures from single runs and from experiments at the smoke scale", { timeout: 120_000 }, () => {
    const one = study.figures([runOf(engine, { config: { recordsPerDecade: 10 }, seed: 1 })], [], engine.math);
    expect(one.map(({ id }) => id)).toEqual(["shares", "offTarget", "edges", "death"]);
    const smoke = resolveConfig(study, { scale: "smoke" });
    for (const experiment of study.experiments) {
      const records = experiment.trials(smoke, 1).map((trial) => runOf(engine, trial));
      const drawn = experiment.figures(records, engine.math);
      expect(drawn.length, experiment.id).toBeGreaterThan(0);
      for (const figure of drawn) {
        if (figure.kind !== "lines") continue;
        expect(figure.series.length, figure.id).toBeGreaterThan(0);
        for (const { x, y } of figure.series) for (const value of [...x, ...y]) expect(Number.isFinite(value)).toBe(true);
      }
    }
  });

  it("draws its graph for the page, and none that is too large", () => {
    const small = study.setup(config, { engine, key: { words: [1, 2] }, assets: new Map() });
    const picture = study.lab.graph?.(small.problem, small.problem.start);
    expect(picture?.widths.length).toBe(6);
    expect(picture?.marked.length).toBe(3);
    expect(picture?.places.every((x) => x >= 0 && x <= 1)).toBe(true);
    const large = study.setup(resolveConfig(study, { graph: "random", nodes: 200, probability: 0.2 }), {
      engine,
      key: { words: [1, 2] },
      assets: new Map(),
    });
    expect(study.lab.graph?.(large.problem, large.problem.start)).toBeUndefined();
  });
});
