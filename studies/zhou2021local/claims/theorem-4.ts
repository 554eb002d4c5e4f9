import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { curves } from "../reduce/curves.ts";
import { numberOf } from "../reduce/values.ts";
import { longSweep, shortSweep } from "../widths.ts";
import { localTheory } from "./assumptions.ts";

/** Theorem 4 (Łojasiewicz): L(W) ≤ ε_0 ⟹ ‖∇L(W)‖_F ≥ κ L(W). Here its power: ‖∇L‖ falls no faster than L. */
export const theorem4: Claim<Config> = {
  id: "theorem-4",
  name: "Theorem 4",
  says: "Near the teachers the gradient falls no faster than the loss.",
  statement: String.raw`L(W)\le\varepsilon_0\ \Longrightarrow\ \|\nabla L(W)\|_F\ge\kappa\,L(W)`,
  quantity: "slope of log ‖∇L‖ against log L as L → 0",
  grade: "exponent",
  fidelity: "paper",
  assumes: localTheory,
  ensemble: longSweep,
  reduce: (material) =>
    curves(
      material,
      (sample) => numberOf(sample, "loss"),
      (sample) => numberOf(sample, "gradientNorm"),
    ),
  predict: () => ({ form: "slope at most", exponent: 1, towards: "small x", constants: "fitted" }),
  counter: {
    why: "the gradient is multiplied by the loss: it then falls faster than the loss",
    ensemble: shortSweep,
    alter: (setup) =>
      withGradient(
        setup,
        (_theta, gradient, value) => {
          for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] as number) * value;
        },
        { descend: false },
      ),
  },
};
