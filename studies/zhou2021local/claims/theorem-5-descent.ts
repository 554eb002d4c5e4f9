import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { sinceLocal } from "../reduce/local.ts";
import { numberOf } from "../reduce/values.ts";
import { longSweep, shortSweep } from "../widths.ts";
import { fullGradient, localTheory, smallStep } from "./assumptions.ts";

/** Theorem 5, its step: L(W_{t+1}) ≤ L(W_t) at every step. */
export const theorem5Descent: Claim<Config> = {
  id: "theorem-5-descent",
  name: "Theorem 5, descent",
  says: "With a small step the loss never rises.",
  statement: String.raw`L(W_{t+1})\le L(W_t)-\tfrac{\eta\kappa^2}{4}L(W_t)^2\le L(W_t)`,
  quantity: "largest rise of the loss in one step, over the loss",
  grade: "inequality",
  fidelity: "paper",
  assumes: [...localTheory, fullGradient, smallStep],
  ensemble: longSweep,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.flatMap((record) => {
      // The rise of the first local record belongs to the steps before it.
      const steps = sinceLocal(record).slice(1);
      if (steps.length === 0) return [];
      // Each value of the loss may carry its floor; the worst is what lies highest above that.
      const rises = steps.map((sample) => {
        const loss = numberOf(sample, "loss");
        // A loss that is no number any more has risen beyond all numbers.
        if (!Number.isFinite(loss)) return { run: record.id, value: Number.POSITIVE_INFINITY, rounding: 0 };
        return { run: record.id, value: numberOf(sample, "rise") / loss, rounding: (2 * numberOf(sample, "lossFloor")) / loss };
      });
      return [rises.reduce((a, b) => (b.value - b.rounding > a.value - a.rounding ? b : a))];
    }),
  }),
  predict: () => ({ form: "at most", bound: 0, scale: 1, constants: "given" }),
  counter: {
    why: "a step 100 times larger, far above η_0",
    ensemble: (config, seed) => shortSweep(config, seed, { step: 100 * config.step }),
  },
};
