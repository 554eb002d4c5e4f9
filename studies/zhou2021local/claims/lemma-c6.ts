import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { againstTurnedTeachers } from "../counters/turned-teachers.ts";
import { curves } from "../reduce/curves.ts";
import { numberOf } from "../reduce/values.ts";
import { longSweep, shortSweep } from "../widths.ts";
import { localTheory } from "./assumptions.ts";

/** Lemma C.6: Σ_j ‖w_j‖² δ_j² = O(ε^{1/2}), over all students. */
export const lemmaC6: Claim<Config> = {
  id: "lemma-c6",
  name: "Lemma C.6",
  says: "The squared angle of all students, weighted by mass, falls at least like the square root of the loss.",
  statement: String.raw`\sum_j\|w_j\|^2\delta_j^2=O(\varepsilon^{1/2})`,
  quantity: "slope of log Σ‖w_j‖²δ_j² against log L as L → 0",
  grade: "exponent",
  fidelity: "paper",
  assumes: localTheory,
  ensemble: longSweep,
  reduce: (material) =>
    curves(
      material,
      (sample) => numberOf(sample, "loss"),
      (sample) => numberOf(sample, "spread"),
    ),
  predict: () => ({ form: "slope at least", exponent: 1 / 2, towards: "small x", constants: "fitted" }),
  counter: {
    why: "angles are measured against turned teachers: they stay while the loss goes to 0",
    ensemble: shortSweep,
    alter: againstTurnedTeachers,
  },
};
