import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { againstTurnedTeachers } from "../counters/turned-teachers.ts";
import { curves } from "../reduce/curves.ts";
import { largestOf, numberOf } from "../reduce/values.ts";
import { longSweep, shortSweep } from "../widths.ts";
import { localTheory } from "./assumptions.ts";

/** Lemma 10: ‖v_i‖ ≤ poly(r, w_max, 1/Δ) ε^{3/8}. */
export const lemma10: Claim<Config> = {
  id: "lemma-10",
  name: "Lemma 10",
  says: "The average neuron of each group approaches its teacher at least like the loss to the power 3/8.",
  statement: String.raw`\|v_i\|\le\mathrm{poly}(r,w_{\max},1/\Delta)\,\varepsilon^{3/8},\qquad v_i=\sum_{j\in T_i}\|w_j\|w_j-w_i^*`,
  quantity: "slope of log max‖v_i‖ against log L as L → 0",
  grade: "exponent",
  fidelity: "paper",
  assumes: localTheory,
  ensemble: longSweep,
  reduce: (material) =>
    curves(
      material,
      (sample) => numberOf(sample, "loss"),
      (sample) => largestOf(sample, "averageErrors"),
    ),
  predict: () => ({ form: "slope at least", exponent: 3 / 8, towards: "small x", constants: "fitted" }),
  counter: {
    why: "averages are compared with turned teachers: the distance stays while the loss goes to 0",
    ensemble: shortSweep,
    alter: againstTurnedTeachers,
  },
};
