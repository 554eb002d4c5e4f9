import { resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";
import { runOf } from "./support/verdicts.ts";

const engine = await loadEngine({ backend: "wasm" });
const { math } = engine;

describe("figures of deng2020adversaries", () => {
  it("of one ascent and of one training are drawn", () => {
    const ascent = runOf(engine, { config: resolveConfig(study, { dimension: 8, width: 60 }), seed: 1 });
    expect(study.figures([ascent], [], math).map(({ id }) => id)).toEqual(["ascent"]);
    const training = runOf(engine, {
      config: resolveConfig(study, { scenario: "training", dimension: 5, width: 30, outerSteps: 5 }),
      seed: 1,
    });
    expect(study.figures([training], [], math).map(({ id }) => id)).toEqual(["robust-loss"]);
  });

  it("of the experiments come from their trials at the smoke scale", { timeout: 120_000 }, () => {
    const smoke = resolveConfig(study, { scale: "smoke" });
    for (const experiment of study.experiments) {
      const records = experiment.trials(smoke, 1).map((trial) => runOf(engine, trial));
      const figures = experiment.figures(records, math);
      expect(figures.length, experiment.id).toBeGreaterThan(0);
      for (const figure of figures) {
        if (figure.kind !== "lines") continue;
        expect(figure.series.length, figure.id).toBeGreaterThan(0);
        for (const { x, y } of figure.series) {
          expect(x.length).toBe(y.length);
          expect(y.every(Number.isFinite), `${figure.id} is finite`).toBe(true);
        }
      }
    }
  });
});
