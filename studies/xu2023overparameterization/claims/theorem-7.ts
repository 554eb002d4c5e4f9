import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withPenalty } from "../counters/with-penalty.ts";
import { shortSweep, slopeSweep } from "../ensembles.ts";
import { curves } from "../reduce/curves.ts";
import { numberOf } from "../reduce/values.ts";
import { theory } from "./assumptions.ts";

/** Theorem 7: ‖∇L‖ ≥ Ω(L^{2/3}/(n^{2/3}‖v‖^{1/3})) in phase 3. Here its power, which is attained. */
export const theorem7: Claim<Config> = {
  id: "theorem-7",
  name: "Theorem 7",
  says: "In the last phase the gradient is of the order of the loss to the power 2/3.",
  statement: String.raw`\|\nabla L\|\ge\Omega\!\left(\frac{L^{2/3}}{n^{2/3}\|v\|^{1/3}}\right)`,
  quantity: "slope of log ‖∇L‖ against log L as L → 0",
  grade: "exponent",
  fidelity: "paper",
  addition: "asked as an equality: with L ~ t⁻³ the power is attained, dL/dt = −‖∇L‖²",
  assumes: theory,
  ensemble: slopeSweep,
  reduce: (material) =>
    curves(
      material,
      (sample) => numberOf(sample, "loss"),
      (sample) => numberOf(sample, "gradientNorm"),
    ),
  predict: () => ({ form: "slope equals", exponent: 2 / 3, towards: "small x", constants: "fitted" }),
  counter: {
    why: "a quadratic penalty across v, which gives the loss the curvature that over-parameterization takes from it: power 1/2",
    ensemble: shortSweep,
    alter: withPenalty,
  },
};
