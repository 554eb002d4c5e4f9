import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { againstTurnedTeachers } from "../counters/turned-teachers.ts";
import { local } from "../reduce/local.ts";
import { entryOf, numberOf } from "../reduce/values.ts";
import { longSweep, shortSweep } from "../widths.ts";
import { localTheory } from "./assumptions.ts";

/** Lemma 8: Σ_j ⟨∇_j L, (I + ŵ_j ŵ_jᵀ)^{-1} (w_j − q_j sgn(w_j·w*_i) w*_i)⟩ ≥ L, with constant 1. */
export const lemma8: Claim<Config> = {
  id: "lemma-8",
  name: "Lemma 8",
  says: "The gradient points away from the teachers, by at least the loss.",
  statement: String.raw`\sum_j\bigl\langle\nabla_jL,(I+\hat w_j\hat w_j^\top)^{-1}(w_j-q_j\,\mathrm{sgn}(w_j^\top w_i^*)\,w_i^*)\bigr\rangle\ge L`,
  quantity: "least left side over L along the runs",
  grade: "inequality",
  fidelity: "paper",
  addition: "q_j = ‖w_j‖/Σ‖w‖² over all students of a teacher, and over the nearest ones that hold half of its mass; both must satisfy it",
  assumes: localTheory,
  ensemble: longSweep,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.flatMap((record) => {
      const values = local(record).flatMap((sample) => {
        const loss = numberOf(sample, "loss");
        return [0, 1].map((choice) => {
          const ratio = entryOf(sample, "alignment", choice) / loss;
          const rounding = (entryOf(sample, "alignment", 2) + Math.abs(ratio) * numberOf(sample, "lossFloor")) / loss;
          return { run: record.id, value: ratio, rounding };
        });
      });
      if (values.length === 0) return [];
      return [values.reduce((a, b) => (b.value < a.value ? b : a))];
    }),
  }),
  predict: () => ({ form: "at least", bound: 1, constants: "given" }),
  counter: {
    why: "the way leads to turned teachers, not to those that made the labels",
    ensemble: shortSweep,
    alter: againstTurnedTeachers,
  },
};
