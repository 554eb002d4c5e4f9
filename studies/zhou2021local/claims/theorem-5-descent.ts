import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { local } from "../reduce/local.ts";
import { numberOf } from "../reduce/values.ts";
import { longSweep, shortSweep } from "../widths.ts";
import { fullGradient, localTheory } from "./assumptions.ts";

/** Theorem 5, its step: L(W_{t+1}) ≤ L(W_t) at every step. */
export const theorem5Descent: Claim<Config> = {
  id: "theorem-5-descent",
  name: "Theorem 5, descent",
  says: "With a small step the loss never rises.",
  statement: String.raw`L(W_{t+1})\le L(W_t)-\tfrac{\eta\kappa^2}{4}L(W_t)^2\le L(W_t)`,
  quantity: "largest rise of the loss in one step",
  grade: "inequality",
  fidelity: "paper",
  assumes: [...localTheory, fullGradient],
  ensemble: longSweep,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.flatMap((record) => {
      // The rise of the first local record belongs to the steps before it.
      const steps = local(record)
        .slice(1)
        .filter((sample) => !Number.isNaN(numberOf(sample, "rise")));
      if (steps.length === 0) return [];
      // Each value of the loss may carry its floor; the worst is what lies highest above that.
      const rises = steps.map((sample) => ({
        run: record.id,
        value: numberOf(sample, "rise"),
        rounding: 2 * numberOf(sample, "lossFloor"),
      }));
      return [rises.reduce((a, b) => (b.value - b.rounding > a.value - a.rounding ? b : a))];
    }),
  }),
  predict: () => ({ form: "at most", bound: 0, constants: "given" }),
  counter: {
    why: "the step is 100 times larger than the default, far above η_0",
    ensemble: (config, seed) => shortSweep(config, seed, { step: 15, steps: 30, start: "near", startLoss: config.threshold / 2 }),
  },
};
