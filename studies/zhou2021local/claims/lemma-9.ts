import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { againstTurnedTeachers } from "../counters/turned-teachers.ts";
import { fact } from "../reduce/fact.ts";
import { local } from "../reduce/local.ts";
import { largestOf, numberOf } from "../reduce/values.ts";
import { longSweep, shortSweep } from "../widths.ts";
import { localTheory } from "./assumptions.ts";

/** Lemma 9: within δ_max = C r w_max w_min^{-5/3} ε^{1/3} of every teacher there is student mass of at least ‖w*_i‖/2. */
export const lemma9: Claim<Config> = {
  id: "lemma-9",
  name: "Lemma 9",
  says: "Every teacher keeps half of its mass within an angle of the order of the cube root of the loss.",
  statement: String.raw`\sum_{j:\,\delta_j\le\delta_{\max}}\|w_j\|^2\ge\tfrac12\|w_i^*\|,\qquad\delta_{\max}=C\,r\,w_{\max}w_{\min}^{-5/3}\varepsilon^{1/3}`,
  quantity: "power of 1/L in the fitted C, last two decades of L",
  grade: "existential",
  fidelity: "paper",
  addition:
    "C is fitted at every record from the angle that holds half of the mass; margin: half the distance from 1/3 to the power 1/4 that Lemma C.6 alone would give",
  assumes: localTheory,
  ensemble: longSweep,
  reduce: ({ records, math }) => ({
    kind: "values",
    values: records.flatMap((record) => {
      const samples = local(record);
      const last = samples.map((sample) => numberOf(sample, "loss")).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
      const unit = (fact(record, "r") * fact(record, "wMax")) / math.power(fact(record, "wMin"), 5, 3);
      return samples.flatMap((sample) => {
        const loss = numberOf(sample, "loss");
        const angle = largestOf(sample, "halfAngles");
        if (loss > 100 * last || !(angle > 0)) return [];
        return [{ run: record.id, x: 1 / loss, value: angle / (unit * math.power(loss, 1, 3)) }];
      });
    }),
  }),
  predict: () => ({ form: "no growth", over: "1/L", margin: 1 / 24, constants: "fitted" }),
  counter: {
    why: "angles are measured against turned teachers: they stay while the loss goes to 0",
    ensemble: shortSweep,
    alter: againstTurnedTeachers,
  },
};
