import type { Claim, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { seeds } from "../trials.ts";
import { paperStart, separatedInputs, smallStep, squaredLoss } from "./assumptions.ts";

/** η n/b λ_max: small, so that the order of samples within a step does not matter. */
const speed = 0.2;
const batches = [2, 3, 4, 6, 8, 12, 16, 24];
/** A smoke test ends earlier: its steps are few, but as many at every batch. */
const stopLoss = { smoke: 0.8, default: 0.5, full: 0.5 } as const;
const sizes = { smoke: { draws: 6, width: 24 }, default: { draws: 8, width: 64 }, full: { draws: 20, width: 400 } } as const;

/** Theorem 2: T = Θ(poly(n, L) log² m/(δ² b) log(1/ε)) at η proportional to b. */
export const sgdBatch: Claim<Config> = {
  id: "sgd-batch",
  name: "Theorem 2, batch size",
  says: "At a step proportional to the batch size, SGD needs steps in inverse proportion to it.",
  statement: String.raw`T=\Theta\!\left(\frac{\mathrm{poly}(n,L)\log^2m}{\delta^2\,b}\log\frac1\varepsilon\right),\quad\eta=\Theta\!\left(\frac{b\,d\,\delta}{\mathrm{poly}(n,L)\,m\log^2m}\right)`,
  quantity: "slope of the log of the steps to F_0/2 against log b",
  grade: "exponent",
  fidelity: "recalled",
  addition:
    "n = 32, η n/b = 0.2/λ_max for every b from 2 to 24; the theorem bounds the power from above, equality is what the laboratory expects",
  assumes: [squaredLoss, separatedInputs, paperStart, smallStep],
  ensemble: sweep,
  reduce: ({ records }) => {
    const groups = new Map<number, typeof records>();
    for (const record of records) groups.set(record.seed, [...(groups.get(record.seed) ?? []), record]);
    return {
      kind: "curves",
      curves: [...groups].map(([seed, own]) => ({
        run: `seed ${seed}`,
        x: own.map(({ config }) => config.batch),
        // A run that did not reach its loss has no number of steps.
        y: own.map((record) => (record.outcome.kind === "reached" ? record.outcome.iteration : Number.NaN)),
      })),
    };
  },
  predict: () => ({ form: "slope equals", exponent: -1, towards: "large x", constants: "fitted" }),
  counter: {
    why: "a step η that stays the same while the batch grows (η n/b falls like 1/b)",
    ensemble: (config, seed) =>
      sweep(config, seed).map((trial) => ({ ...trial, config: { ...trial.config, step: (2 * speed) / trial.config.batch } })),
  },
};

function sweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { draws, width } = sizes[config.scale];
  return seeds(seed, draws).flatMap((draw) =>
    batches.map((b) => ({
      config: {
        ...config,
        width,
        samples: 32,
        inputs: Math.max(config.inputs, 16),
        separation: Math.min(config.separation, 0.3),
        step: speed,
        steps: 20_000,
        every: 20_000,
        batch: b,
        stopLoss: stopLoss[config.scale],
      },
      seed: draw,
    })),
  );
}
