import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { stepsLadder } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { stepsAgainst } from "../reduce/steps.ts";

/** Steps to a given accuracy are log(1/a)/log(1 + η|r|‖∇f‖/ε): proportional to ε at fixed small η. */
export const steps: Claim<Config, DengProblem> = {
  id: "steps",
  name: "Steps to tolerance",
  says: "At one small step the number of steps to a given angle is proportional to the radius.",
  statement: String.raw`t\approx\frac{\log(1/a)}{\log(1+\eta|r|\,\|\nabla f\|/\varepsilon)}\propto\varepsilon`,
  quantity: "slope of log steps against log ε as ε → 0, tanh, one small η",
  grade: "exponent",
  fidelity: "derived",
  addition: "the power, from the contraction; steps are counted until the tangential part is a tenth of the gradient",
  assumes: [],
  ensemble: (config, seed) => stepsLadder(config, seed),
  reduce: ({ records }) => stepsAgainst(records, "radius"),
  predict: () => ({ form: "slope equals", exponent: 1, towards: "small x", constants: "given" }),
  counter: {
    why: "a step in proportion to the radius, which hides its effect",
    ensemble: (config, seed) => stepsLadder(config, seed, 1),
  },
};
