import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { fact } from "../reduce/fact.ts";
import { sinceLocal } from "../reduce/local.ts";
import { localTime } from "../reduce/local-time.ts";
import { numberOf } from "../reduce/values.ts";
import { worstByWidth } from "../reduce/worst.ts";
import { mirroredSweep, slowedSweep } from "../widths.ts";
import { equalStart, fullGradient, localTheory, smallStep } from "./assumptions.ts";
import { widthMargin } from "./margins.ts";

/** Theorem 5, its constant: max_t L(W_t) t / (r w_max) is bounded uniformly in m. */
export const theorem5Width: Claim<Config> = {
  id: "theorem-5-width",
  name: "Theorem 5, constant",
  says: "The time to reach a loss does not grow with the number of students.",
  statement: String.raw`\sup_t \frac{L(W_t)\,t}{r\,w_{\max}}\le C,\ \text{uniformly in } m`,
  quantity: "slope in log m of log max L t/(r w_max), wider half of the widths",
  grade: "existential",
  fidelity: "paper",
  addition: "the constant is fitted on each run, all widths starting at one loss in mirrored pairs; margin as for Theorem 4",
  assumes: [...localTheory, fullGradient, smallStep, equalStart],
  ensemble: mirroredSweep,
  reduce: (material) =>
    worstByWidth(
      material,
      sinceLocal,
      (sample, record) => (numberOf(sample, "loss") * localTime(record)(sample)) / (fact(record, "r") * fact(record, "wMax")),
      "run",
    ),
  predict: () => ({ form: "no growth", over: "m", margin: widthMargin, constants: "fitted" }),
  counter: {
    why: "descent along the gradient averaged over the students, ∇L/m, as in the mean-field parameterization without its factor of time",
    ensemble: slowedSweep,
    alter: (setup) => {
      const slower = Number(setup.facts["m"]) / (4 * Number(setup.facts["r"]));
      return withGradient(
        setup,
        (_theta, gradient) => {
          for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] as number) / slower;
        },
        { descend: true },
      );
    },
  },
};
