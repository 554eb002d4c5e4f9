import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { shortSweep, slopeSweep } from "../ensembles.ts";
import { curves } from "../reduce/curves.ts";
import { numberOf } from "../reduce/values.ts";
import { theory } from "./assumptions.ts";

/** Theorem 9: L(T + T_2) ≤ O(n⁴‖v‖²/(ηT)³). Here its power, which is attained (Theorem 14). */
export const theorem9: Claim<Config> = {
  id: "theorem-9",
  name: "Theorem 9",
  says: "With two students or more the loss falls like the inverse cube of time.",
  statement: String.raw`L(T+T_2)\le O\!\left(\frac{n^4\|v\|^2}{(\eta T)^3}\right)`,
  quantity: "slope of log L against log t, last decade",
  grade: "exponent",
  fidelity: "paper",
  addition: "asked as an equality: Theorem 14 bounds the loss from below by the same power",
  assumes: theory,
  ensemble: slopeSweep,
  reduce: (material) =>
    curves(
      material,
      (sample) => sample.time,
      (sample) => numberOf(sample, "loss"),
    ),
  predict: () => ({ form: "slope equals", exponent: -3, towards: "large x", constants: "fitted" }),
  counter: {
    why: "descent along the gradient times the root of the loss: t^(−6/5)",
    ensemble: shortSweep,
    alter: (setup) => {
      const first = Math.sqrt(Number(setup.facts["startLoss"]));
      return withGradient(
        setup,
        (gradient, value) => {
          const factor = Math.sqrt(value) / first;
          for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] as number) * factor;
        },
        { descend: true },
      );
    },
  },
};
