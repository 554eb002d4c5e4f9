import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { slopeSweep, special } from "../ensembles.ts";
import { curves } from "../reduce/curves.ts";
import { numberOf } from "../reduce/values.ts";
import { nonDegenerate, theory } from "./assumptions.ts";

/** Theorem 14: L^{−1/3} ≤ O(n^{17/3}/(κ_max²‖v‖^{2/3})) (t − T_2) + γ: L^{−1/3} grows no faster than t. Here: exactly like t. */
export const theorem14: Claim<Config> = {
  id: "theorem-14",
  name: "Theorem 14",
  says: "The loss falls no faster than the inverse cube of time: its inverse cube root grows linearly.",
  statement: String.raw`L(t)^{-1/3}\le O\!\left(\frac{n^{17/3}}{\kappa_{\max}^2\|v\|^{2/3}}\right)(t-T_2)+\gamma`,
  quantity: "slope of log L^(−1/3) against log t, last decade",
  grade: "exponent",
  fidelity: "paper",
  addition:
    "asked as an equality: Theorem 9 bounds the loss from above by the same power; gradient descent in place of the flow, t = η · iteration",
  assumes: [...theory, nonDegenerate],
  ensemble: slopeSweep,
  reduce: (material) =>
    curves(
      material,
      (sample) => sample.time,
      (sample) => 1 / material.math.power(numberOf(sample, "loss"), 1, 3),
    ),
  predict: () => ({ form: "slope equals", exponent: 1, towards: "large x", constants: "fitted" }),
  counter: {
    why: "students that start equal, κ_max = 0: the loss falls exponentially",
    ensemble: (config, seed) => special(config, seed, { start: "equal", students: 2, steps: 2000, step: 0.05, lossFloor: 0 }, 8),
  },
};
