import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { curves } from "../reduce/curves.ts";
import { sinceLocal } from "../reduce/local.ts";
import { localTime } from "../reduce/local-time.ts";
import { numberOf } from "../reduce/values.ts";
import { overSweep, shortSweep } from "../widths.ts";
import { fullGradient, localTheory, smallStep } from "./assumptions.ts";

/** Theorem 5, its rate: L(W_t) ≤ O(r w_max / t), t = η · iteration since L ≤ ε_0. */
export const theorem5Rate: Claim<Config> = {
  id: "theorem-5-rate",
  name: "Theorem 5, rate",
  says: "The loss falls at least like one over time.",
  statement: String.raw`L(W_t)\le O\!\left(\frac{r\,w_{\max}}{t}\right),\quad t=\eta\cdot\text{iteration}`,
  quantity: "slope of log L against log t, last decade",
  grade: "exponent",
  fidelity: "paper",
  addition: "runs with m > r: at m = r the loss falls exponentially and has no slope in log t",
  assumes: [...localTheory, fullGradient, smallStep],
  ensemble: overSweep,
  reduce: (material) =>
    curves(
      material,
      (sample, record) => localTime(record)(sample),
      (sample) => numberOf(sample, "loss"),
      sinceLocal,
    ),
  predict: () => ({ form: "slope at most", exponent: -1, towards: "large x", constants: "fitted" }),
  counter: {
    why: "descent along the gradient times the squared loss, which slows down as the loss falls: t^(−3/7)",
    ensemble: shortSweep,
    alter: (setup) => {
      const first = Number(setup.facts["startLoss"]);
      return withGradient(
        setup,
        (_theta, gradient, value) => {
          for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] as number) * (value / first) * (value / first);
        },
        { descend: true },
      );
    },
  },
};
