import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { fact } from "../reduce/fact.ts";
import { local } from "../reduce/local.ts";
import { numberOf } from "../reduce/values.ts";
import { worstByWidth } from "../reduce/worst.ts";
import { averagedSweep, mirroredSweep } from "../widths.ts";
import { equalStart, localTheory } from "./assumptions.ts";
import { widthMargin } from "./margins.ts";

/** Theorem 4, its constant: κ = Θ(1/√(r w_max)), uniformly in m. */
export const theorem4Width: Claim<Config> = {
  id: "theorem-4-width",
  name: "Theorem 4, constant",
  says: "The constant of Theorem 4 does not get worse with the number of students.",
  statement: String.raw`\kappa=\Theta\bigl(1/\sqrt{r\,w_{\max}}\bigr),\ \text{uniformly in } m`,
  quantity: "slope in log m of log max L / (‖∇L‖ √(r w_max)), the fitted 1/κ, wider half of the widths",
  grade: "existential",
  fidelity: "paper",
  addition:
    "the constant is fitted on each run, all widths starting at one loss in mirrored pairs; the margin is half of the power of m that a bound neuron by neuron would lose",
  assumes: [...localTheory, equalStart],
  ensemble: mirroredSweep,
  reduce: (material) =>
    worstByWidth(
      material,
      local,
      (sample, record) =>
        numberOf(sample, "loss") / (numberOf(sample, "gradientNorm") * Math.sqrt(fact(record, "r") * fact(record, "wMax"))),
      "run",
    ),
  predict: () => ({ form: "no growth", over: "m", margin: widthMargin, constants: "fitted" }),
  counter: {
    why: "the gradient averaged over the students, ∇L/m, as in the mean-field parameterization without its factor of time",
    ensemble: averagedSweep,
    alter: (setup) => {
      const m = Number(setup.facts["m"]);
      return withGradient(
        setup,
        (_theta, gradient) => {
          for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] as number) / m;
        },
        { descend: false },
      );
    },
  },
};
