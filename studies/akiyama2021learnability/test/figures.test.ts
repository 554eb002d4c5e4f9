import { type Figure, resolveConfig, rootKey, type RunRecord, startSolve, type Trial } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import type { Config } from "../config.ts";
import study from "../index.ts";

const engine = await loadEngine({ backend: "wasm" });
const runOf = ({ config, seed }: Trial<Config>, id: string): RunRecord<Config> => {
  const setup = study.setup(config, { engine, key: rootKey(study.id, seed), assets: new Map() });
  const solve = startSolve(setup, engine, study.observables);
  const samples = solve.advance(1_000_000);
  setup.problem.objective.close();
  return { id, config, seed, facts: setup.facts, outcome: solve.outcome as NonNullable<typeof solve.outcome>, samples };
};
const of = (change: Partial<Config>) => [runOf({ config: resolveConfig(study, { steps: 1500, ...change }), seed: 1 }, "run")];
const byId = (figures: readonly Figure[], id: string) => figures.find((figure) => figure.id === id) as Figure;

describe("figures of akiyama2021learnability", () => {
  it("draw the certificate on the circle with the neurons at ±1", () => {
    const figures = study.figures(of({ dimension: 2, signs: "alternating", lambda: 0.05 }), [], engine.math);
    expect(figures.map(({ id }) => id)).toEqual(["certificate", "certificate-circle", "excess", "certificate-gap"]);
    const lines = byId(figures, "certificate") as Extract<Figure, { kind: "lines" }>;
    const [eta] = lines.series;
    for (const neuron of lines.series.filter(({ marks }) => marks === true)) {
      const nearest = eta.x.reduce((best, x, i) => (Math.abs(x - neuron.x[0]) < Math.abs(eta.x[best] - neuron.x[0]) ? i : best), 0);
      expect(Math.abs(neuron.y[0] - eta.y[nearest])).toBeLessThan(0.1);
    }
    const plane = byId(figures, "certificate-circle") as Extract<Figure, { kind: "plane" }>;
    for (const [x, y] of plane.panels[0].students) expect(Math.hypot(x, y)).toBeCloseTo(1, 12);
  });

  it("draw it on the sphere, the neurons in its brightest cells", () => {
    const figures = study.figures(of({ dimension: 3, lambda: 0.1 }), [], engine.math);
    const map = byId(figures, "certificate") as Extract<Figure, { kind: "heatmap" }>;
    expect(map.values.length).toBe(map.xs.length * map.ys.length);
    expect(map.marks?.length).toBeGreaterThan(1);
    for (const { x, y } of map.marks ?? []) {
      expect(map.values[map.ys.indexOf(y) * map.xs.length + map.xs.indexOf(x)]).toBeGreaterThan(0.95);
    }
  });

  it("of experiments are drawn from records alone", () => {
    const config = resolveConfig(study, { scale: "smoke" });
    for (const experiment of study.experiments) {
      const records = experiment.trials(config, 1).map((trial, k) => runOf(trial, `run ${k}`));
      const figures = experiment.figures(records, engine.math);
      expect(figures.length, experiment.id).toBeGreaterThan(0);
      expect(experiment.figures([], engine.math).every(({ runs }) => runs.length === 0)).toBe(true);
    }
  });
});
