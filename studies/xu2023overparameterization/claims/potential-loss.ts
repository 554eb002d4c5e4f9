import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withPenalty } from "../counters/with-penalty.ts";
import { shortSweep, slopeSweep } from "../ensembles.ts";
import { curves } from "../reduce/curves.ts";
import { numberOf } from "../reduce/values.ts";
import { theory } from "./assumptions.ts";

/** L ≥ Ω(Z³ n⁻⁵/‖v‖): the loss falls no faster than the cube of the potential. Here: exactly like it. */
export const potentialLoss: Claim<Config> = {
  id: "potential-loss",
  name: "Potential, loss",
  says: "In the last phase the loss is of the order of the cube of the students' disagreement.",
  statement: String.raw`L\ge\Omega\!\left(\frac{Z^3}{n^5\|v\|}\right)`,
  quantity: "slope of log L against log Z as Z → 0",
  grade: "exponent",
  fidelity: "paper",
  addition: "asked as an equality: L ~ t⁻³ and Z ~ t⁻¹",
  assumes: theory,
  ensemble: slopeSweep,
  reduce: (material) =>
    curves(
      material,
      (sample) => numberOf(sample, "potential"),
      (sample) => numberOf(sample, "loss"),
    ),
  predict: () => ({ form: "slope equals", exponent: 3, towards: "small x", constants: "fitted" }),
  counter: {
    why: "a quadratic penalty across v: the loss is then of degree two in the disagreement",
    ensemble: shortSweep,
    alter: withPenalty,
  },
};
