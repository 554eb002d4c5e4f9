import type { Claim, Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { againstTurnedTeachers } from "../counters/turned-teachers.ts";
import { isSmall, local } from "../reduce/local.ts";
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
  addition:
    "q_j = ‖w_j‖/Σ‖w‖² over the nearest students that hold half of the teacher's mass; q over all of its students is recorded beside it",
  assumes: localTheory,
  ensemble: longSweep,
  reduce: ({ records }) => {
    let impossible = 0;
    let above = 0;
    const values = records.flatMap((record): readonly Measured[] => {
      const samples = local(record);
      const measured = samples.flatMap((sample) => {
        const loss = numberOf(sample, "loss");
        const ratio = entryOf(sample, "alignment", 1) / loss;
        // No q with Σ q_j ‖w_j‖ = 1 on students near the teacher: the lemma says nothing here.
        if (Number.isNaN(ratio)) {
          impossible += 1;
          return [];
        }
        const rounding = (entryOf(sample, "alignment", 2) + Math.abs(ratio) * numberOf(sample, "lossFloor")) / loss;
        return isSmall(rounding, 1) ? [{ loss, run: record.id, value: ratio, rounding }] : [];
      });
      if (measured.length === 0) return [];
      const least = measured.reduce((low, { loss }) => Math.min(low, loss), Number.POSITIVE_INFINITY);
      const fails = measured.filter(({ value, rounding }) => value + rounding < 1);
      if (fails.length > 0 && fails.every(({ loss }) => loss > 10 * least)) {
        above += 1;
        return [{ run: record.id, value: Number.NaN }];
      }
      const { run, value, rounding } = measured.reduce((a, b) => (b.value + b.rounding < a.value + a.rounding ? b : a));
      return [{ run, value, rounding }];
    });
    const left = [
      ...(impossible > 0 ? [`${impossible} records were left out because a teacher has students of less than half its mass`] : []),
      ...(above > 0 ? [`${above} runs fail at a larger loss and hold over the last decade of it: ε_0 may lie below the threshold`] : []),
    ].join("; ");
    return { kind: "values", values, ...(left === "" ? {} : { left }) };
  },
  predict: () => ({ form: "at least", bound: 1, constants: "given" }),
  counter: {
    why: "the way leads to turned teachers, not to those that made the labels",
    ensemble: shortSweep,
    alter: againstTurnedTeachers,
  },
};
