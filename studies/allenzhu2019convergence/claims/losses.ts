import type { Claim, RunRecord, Sample, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { slowingDown } from "../counters/with-gradient.ts";
import { stepsToShares } from "../reduce/steps-to.ts";
import { drawOf, fact, numberOf, resolved } from "../reduce/values.ts";
import { easyPair, seeds, singleWidth, widthSweep } from "../trials.ts";
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

/** Long runs of small networks, for descents that are slowed down. */
const slow =
  (loss: Config["loss"], count: number, change: Partial<Config> = {}) =>
  (config: Config, seed: number): readonly Trial<Config>[] =>
    seeds(seed, count).map((draw) => ({
      config: {
        ...config,
        ...easyPair,
        loss,
        labels: "random" as const,
        separation: 1,
        width: 24,
        step: 1,
        steps: config.scale === "smoke" ? 3000 : 20_000,
        every: config.scale === "smoke" ? 10 : 20,
        stopLoss: 1e-6,
        ...change,
      },
      seed: draw,
    }));

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
    why: "descent along the gradient times the square of the loss, from a hundredth of the start's on: steps of order ε^(−2)",
    ensemble: slow("pseudo-huber", 8),
    alter: (setup) => slowingDown(setup, 4, 0.01),
  },
};

/** Non-convex Lipschitz-smooth losses: a point with ‖∇_f F‖ ≤ ε in poly(n, L, 1/δ)/ε² steps. */
export const nonConvexLoss: Claim<Config> = {
  id: "non-convex-loss",
  name: "Other losses, non-convex",
  says: "On a non-convex Lipschitz-smooth loss, gradient descent comes to a slope ε by the outputs in at most of order 1/ε² steps.",
  statement: String.raw`\|\nabla_f F\|\le\varepsilon\ \text{in}\ \mathrm{poly}(n,L,\delta^{-1})\cdot\varepsilon^{-2}\ \text{steps}`,
  quantity: "power of 1/ε in ε² times the steps to ‖∇_f F‖ = ε",
  grade: "existential",
  fidelity: "recalled",
  addition:
    "Geman–McClure loss; the power 2 is the usual one of non-convex descent; ε falls by factors of 5/6; margin 1/2, half of the next power",
  assumes: descent,
  ensemble: runs("geman-mcclure"),
  reduce: ({ records, math }) => ({
    kind: "values",
    values: records.flatMap((record) =>
      stepsToShares((x) => math.log(x), record, "outputSlope", 6 / 5).map(({ ratio, steps }) => ({
        run: `${drawOf(record)}, m = ${fact(record, "m")}`,
        x: ratio,
        value: steps / (ratio * ratio),
      })),
    ),
  }),
  predict: () => ({ form: "no growth", over: "1/ε", margin: 1 / 2, constants: "fitted" }),
  counter: {
    why: "descent along the gradient times the cube of the loss, from a twentieth of the start's on: steps of order ε^(−6)",
    // Outputs that begin near 0 leave no residual where the loss is flat.
    ensemble: slow("geman-mcclure", 14, { width: 32, outputPower: -0.5, steps: 2000, every: 20 }),
    alter: (setup) => slowingDown(setup, 6, 0.05),
  },
};

const classes = (config: Config, seed: number): readonly Trial<Config>[] =>
  (config.scale === "smoke" ? singleWidth : widthSweep)(config, seed, {
    loss: "cross-entropy",
    labels: "classes",
    every: 5,
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

/** Distances of the close pair, and the number of steps by which theirs is taken to be enough: this over δ². */
const distances = [0.4, 0.2, 0.1];
const enough = 16;
const accurate = {
  smoke: { draws: 24, widths: [16], samples: 3, distances: distances.map((delta) => 2 * delta) },
  default: { draws: 40, widths: [32, 64], samples: 4, distances },
  full: { draws: 40, widths: [64, 256, 1024], samples: 8, distances },
} as const;

/** 100 % training accuracy in poly(n, L)/δ² steps. */
export const accuracySteps: Claim<Config> = {
  id: "accuracy-steps",
  name: "Other losses, steps to accuracy",
  says: "With cross-entropy and the paper's step, of order 1/δ² steps put every training sample into its class.",
  statement: String.raw`100\,\%\ \text{training accuracy in}\ T\le\mathrm{poly}(n,L)\,\delta^{-2}\ \text{steps},\quad\eta\propto\delta`,
  quantity: "least fraction of runs with an accuracy of 1 after 16/δ² steps, over δ",
  grade: "existential",
  fidelity: "recalled",
  addition:
    "η λ_max = δ; two inputs of different classes are δ apart, δ from 0.4 to 0.1; the constant 16; high probability stands for three quarters, at two widths together",
  assumes: [separatedInputs, paperStart, fullGradient, smallStep],
  ensemble: (config, seed) => untilAccurate(config, seed, (delta) => enough / (delta * delta)),
  reduce: ({ records }) => ({
    kind: "counts",
    counts: records.map(({ config, samples }) => ({
      group: `δ = ${config.separation}`,
      hits: Number(numberOf(samples.at(-1) as Sample, "accuracy") === 1),
      of: 1,
    })),
  }),
  predict: () => ({ form: "fraction at least", bound: 3 / 4, range: [0, 1], constants: "fitted" }),
  counter: {
    why: "as many steps at every δ as the largest one needs",
    ensemble: (config, seed) => {
      const largest = accurate[config.scale].distances.reduce((a, b) => Math.max(a, b));
      return untilAccurate(config, seed, () => enough / (largest * largest));
    },
  },
};

function untilAccurate(config: Config, seed: number, stepsAt: (delta: number) => number): readonly Trial<Config>[] {
  const { draws, widths, samples, distances: apart } = accurate[config.scale];
  // Widths have seeds of their own, so that all runs at one δ are independent.
  return seeds(seed, draws * widths.length).flatMap((draw, k) =>
    apart.map((separation) => {
      const steps = Math.ceil(stepsAt(separation));
      return {
        config: {
          ...config,
          inputsFile: undefined,
          loss: "cross-entropy" as const,
          labels: "classes" as const,
          samples,
          outputs: 2,
          width: widths[k % widths.length] as number,
          separation,
          step: separation,
          steps,
          every: steps,
          stopLoss: 0,
        },
        seed: draw,
      };
    }),
  );
}
