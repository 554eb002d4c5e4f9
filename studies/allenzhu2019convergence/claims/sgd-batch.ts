import type { Claim, Evidence, Material, RunRecord, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { seeds } from "../trials.ts";
import { paperStart, separatedInputs, smallStep, squaredLoss } from "./assumptions.ts";

/** η n/b λ_max: small, so that the order of samples within a step does not matter. */
const speed = 0.2;
/** Up to three quarters of the samples. */
const batches = { smoke: [2, 3, 4, 8, 16, 24], default: [4, 6, 8, 12, 16, 24, 32, 48], full: [4, 6, 8, 12, 16, 24, 32, 48] } as const;
/** A smoke test ends earlier: its steps are few, but as many at every batch. */
const stopLoss = { smoke: 0.8, default: 0.5, full: 0.5 } as const;
/** A curve is the mean over a group of seeds: the scatter of a single curve would leave its slope too uncertain, however many there were. */
const sizes = {
  smoke: { curves: 3, each: 1, width: 12, samples: 32 },
  default: { curves: 12, each: 4, width: 48, samples: 64 },
  full: { curves: 16, each: 10, width: 400, samples: 64 },
} as const;

const few = { curves: 6, each: 1 };

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
    "n = 64, η n/b = 0.2/λ_max for every b from 4 to 48, steps averaged over groups of seeds; the theorem bounds the power from above, equality is what the laboratory expects",
  assumes: [squaredLoss, separatedInputs, paperStart, smallStep],
  ensemble: sweep,
  reduce: (material) => means(material, sizes[material.records[0]?.config.scale ?? "default"].each),
  predict: () => ({ form: "slope equals", exponent: -1, towards: "large x", constants: "fitted" }),
  counter: {
    why: "a step η that stays the same while the batch grows (η n/b falls like 1/b)",
    ensemble: (config, seed) =>
      sweep(config, seed, few).map((trial) => ({ ...trial, config: { ...trial.config, step: (4 * speed) / trial.config.batch } })),
    // Its steps hardly scatter: a curve a seed is enough.
    reduce: (material) => means(material, 1),
  },
};

/** One curve a group of seeds: mean steps against the batch. */
function means({ records }: Material<Config>, each: number): Evidence {
  const groups = new Map<number, typeof records>();
  for (const record of records) {
    const group = Math.floor((record.seed % 1000) / each);
    groups.set(group, [...(groups.get(group) ?? []), record]);
  }
  return {
    kind: "curves",
    curves: [...groups].map(([group, own]) => {
      const x = [...new Set(own.map(({ config }) => config.batch))];
      return { run: `group ${group}`, x, y: x.map((b) => mean(own.filter(({ config }) => config.batch === b).map(stepsOf))) };
    }),
  };
}

/** A run that did not reach its loss has no number of steps. */
function stepsOf({ outcome }: RunRecord<Config>): number {
  return outcome.kind === "reached" ? outcome.iteration : Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sweep(config: Config, seed: number, change: { readonly curves?: number; readonly each?: number } = {}): readonly Trial<Config>[] {
  const { curves, each, width, samples } = { ...sizes[config.scale], ...change };
  return seeds(seed, curves * each).flatMap((draw) =>
    batches[config.scale].map((b) => ({
      config: {
        ...config,
        width,
        samples,
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
