import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { againstTurnedTeachers } from "../counters/turned-teachers.ts";
import { curves } from "../reduce/curves.ts";
import { isSmall, local } from "../reduce/local.ts";
import { entryOf, numberOf } from "../reduce/values.ts";
import { longSweep, shortSweep } from "../widths.ts";
import { localTheory } from "./assumptions.ts";

/** Lemma 12, its norm: ‖R_2‖² = O(r^{5/2} w_max^{1/2} ε^{3/4}). */
export const lemma12Norm: Claim<Config> = {
  id: "lemma-12-norm",
  name: "Lemma 12, norm",
  says: "The part of the residual from single directions falls at least like the loss to the power 3/4.",
  statement: String.raw`\|R_2\|^2=O\bigl(r^{5/2}w_{\max}^{1/2}\varepsilon^{3/4}\bigr)`,
  quantity: "slope of log ‖R_2‖² against log L as L → 0",
  grade: "exponent",
  fidelity: "paper",
  addition: "‖R_2‖² is computed in closed form",
  assumes: localTheory,
  ensemble: longSweep,
  reduce: (material) =>
    curves(
      material,
      (sample) => numberOf(sample, "loss"),
      (sample) => entryOf(sample, "residualNorms", 1),
      (record) => {
        const samples = local(record);
        // ‖R_2‖² can be far smaller than L: from its own rounding on it says nothing.
        const lost = samples.findIndex((sample) => !isSmall(entryOf(sample, "residualNorms", 3), entryOf(sample, "residualNorms", 1)));
        return lost < 0 ? samples : samples.slice(0, lost);
      },
    ),
  predict: () => ({ form: "slope at least", exponent: 3 / 4, towards: "small x", constants: "fitted" }),
  counter: {
    why: "the split is made around turned teachers: R_2 stays while the loss goes to 0",
    ensemble: shortSweep,
    alter: againstTurnedTeachers,
  },
};
