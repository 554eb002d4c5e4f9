import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withPenalty } from "../counters/with-penalty.ts";
import { shortSweep, slopeSweep } from "../ensembles.ts";
import { curves } from "../reduce/curves.ts";
import { numberOf } from "../reduce/values.ts";
import { theory } from "./assumptions.ts";

/** The potential Z = Σ_{i<j}‖z_i − z_j‖ decays like 1/t. */
export const potentialRate: Claim<Config> = {
  id: "potential-rate",
  name: "Potential, rate",
  says: "The disagreement of the students across the teacher falls like one over time.",
  statement: String.raw`Z(t)=\sum_{i<j}\|z_i-z_j\|=\Theta(1/t)`,
  quantity: "slope of log Z against log t, last decade",
  grade: "exponent",
  fidelity: "paper",
  assumes: theory,
  ensemble: slopeSweep,
  reduce: (material) =>
    curves(
      material,
      (sample) => sample.time,
      (sample) => numberOf(sample, "potential"),
    ),
  predict: () => ({ form: "slope equals", exponent: -1, towards: "large x", constants: "fitted" }),
  counter: {
    why: "a quadratic penalty across v: the disagreement falls exponentially",
    ensemble: shortSweep,
    alter: withPenalty,
  },
};
