import type { Claim, Curve } from "@overparam/core";
import type { Config } from "../config.ts";
import { scaleSweep } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { stepsAgainst } from "../reduce/steps.ts";

/** The abstract: a smaller input scale at fixed ratio is faster. */
export const scaleSteps: Claim<Config, DengProblem> = {
  id: "scale-steps",
  name: "Smaller scale is faster",
  says: "At one step and one ratio of radius to input, an ascent takes more steps the larger the input is.",
  statement: String.raw`t(\|x\|)\ \text{rises with}\ \|x\|\ \text{at fixed}\ \varepsilon/\|x\|`,
  quantity: "slope of log steps against log ‖x‖, last decade",
  grade: "exponent",
  fidelity: "paper",
  addition:
    "the paper's abstract says faster; here: tanh, one step η for all scales, steps until the tangential part is 10⁻³ of the gradient",
  assumes: [],
  ensemble: (config, seed) => scaleSweep(config, seed),
  reduce: ({ records }): { kind: "curves"; curves: readonly Curve[] } => stepsAgainst(records, "scale"),
  predict: () => ({ form: "slope at least", exponent: 0, towards: "large x", constants: "given" }),
  counter: {
    why: "a step that rises with the square of the scale, which turns the effect of the scale round",
    ensemble: (config, seed) => scaleSweep(config, seed, true),
  },
};
