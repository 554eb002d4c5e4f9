import type { Claim, RunRecord, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { slowingDown } from "../counters/with-gradient.ts";
import { drawOf, fact, numberOf, resolved } from "../reduce/values.ts";
import { easyPair, singleWidth, widthSweep } from "../trials.ts";
import { fullGradient, paperStart, separatedInputs, smallStep } from "./assumptions.ts";

const descent = [separatedInputs, paperStart, fullGradient, smallStep];

const runs =
  (loss: Config["loss"], change: Partial<Config> = {}) =>
  (config: Config, seed: number): readonly Trial<Config>[] =>
    singleWidth(config, seed, {
      loss,
      labels: "random",
      every: 5,
      steps: config.scale === "smoke" ? 400 : 3000,
      stopLoss: 1e-6,
      ...change,
    });
const slow = (loss: Config["loss"]) => runs(loss, { ...easyPair, separation: 1, width: 16, steps: 12_000, every: 60, step: 1 });

/** One curve a run: 1/ε for the least value so far, against the step. */
function against(records: readonly RunRecord<Config>[], id: string) {
  return {
    kind: "curves" as const,
    curves: records.map((record) => {
      const points: { x: number; y: number }[] = [];
      for (const sample of resolved(record)) {
        const x = 1 / numberOf(sample, id);
        if (sample.iteration > 0 && x > (points.at(-1)?.x ?? 0)) points.push({ x, y: sample.iteration });
      }
      return { run: drawOf(record), x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
    }),
  };
}

/** Convex Lipschitz-smooth losses: f − min ≤ ε in poly(n, L, 1/δ)/ε steps. */
export const convexLoss: Claim<Config> = {
  id: "convex-loss",
  name: "Other losses, convex",
  says: "On a convex Lipschitz-smooth loss, gradient descent comes within ε of the least loss in at most of order 1/ε steps.",
  statement: String.raw`f-\min f\le\varepsilon\ \text{in}\ \mathrm{poly}(n,L,\delta^{-1})\cdot\varepsilon^{-1}\ \text{steps}`,
  quantity: "slope of the log of the steps to loss ε against log 1/ε",
  grade: "exponent",
  fidelity: "recalled",
  addition: "pseudo-Huber loss, whose least value here is 0",
  assumes: descent,
  ensemble: runs("pseudo-huber"),
  reduce: ({ records }) => against(records, "loss"),
  predict: () => ({ form: "slope at most", exponent: 1, towards: "large x", constants: "fitted" }),
  counter: {
    why: "descent along the gradient times the loss to the power 3/2: steps of order ε^(−3/2)",
    ensemble: slow("pseudo-huber"),
    alter: (setup) => slowingDown(setup, 3),
  },
};

const classes = (config: Config, seed: number): readonly Trial<Config>[] =>
  (config.scale === "smoke" ? singleWidth : widthSweep)(config, seed, {
    loss: "cross-entropy",
    labels: "classes",
    every: config.scale === "smoke" ? 5 : 1,
    steps: 100,
    stopLoss: 0.1,
    step: 1,
    ...(config.scale === "smoke" ? { width: 64, samples: Math.min(config.samples, 4) } : {}),
  });

/** 100 % training accuracy. */
export const accuracy: Claim<Config> = {
  id: "accuracy",
  name: "Other losses, accuracy",
  says: "With cross-entropy every training sample ends in its class.",
  statement: String.raw`100\,\%\ \text{training accuracy in}\ \mathrm{poly}(n,L)/\delta^2\ \text{steps}`,
  quantity: "training accuracy at the end, least over runs",
  grade: "exact",
  fidelity: "recalled",
  assumes: descent,
  ensemble: classes,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => ({
      run: `${drawOf(record)}, m = ${fact(record, "m")}`,
      value: numberOf(record.samples.at(-1) as never, "accuracy"),
      rounding: 0,
    })),
  }),
  predict: () => ({ form: "equals", value: 1, range: [0, 1], constants: "given" }),
  counter: {
    why: "two inputs that coincide and have different classes: δ = 0",
    ensemble: (config, seed) =>
      singleWidth(config, seed, {
        loss: "cross-entropy",
        labels: "classes",
        separation: 0,
        inputsFile: undefined,
        every: 50,
        steps: 200,
        step: 1,
      }),
  },
};
