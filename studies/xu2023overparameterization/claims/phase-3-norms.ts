import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { randomStarts, smallSweep } from "../ensembles.ts";
import { phase3 } from "../reduce/phase-3.ts";
import { fact, listOf } from "../reduce/values.ts";
import { theory, tinyStart } from "./assumptions.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/** Phase 3 is balanced: ‖v‖/(4n) ≤ ‖w_i‖ ≤ 4‖v‖/n for every student, from T_2 on. */
export const phase3Norms: Claim<Config> = {
  id: "phase-3-norms",
  name: "Phase 3, norms",
  says: "Once the students have grown to the teacher, each holds its share of it up to a factor of four.",
  statement: String.raw`\frac{\|v\|}{4n}\le\|w_i\|\le\frac{4\|v\|}{n}`,
  quantity: "least of 4n‖w_i‖/‖v‖ and 4‖v‖/(n‖w_i‖) over students and times from T_2 on",
  grade: "inequality",
  fidelity: "paper",
  addition: "T_2 is existential; here it is the record from which the students' sum along v stays within a tenth of the teacher",
  assumes: [...theory, tinyStart],
  ensemble: smallSweep,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.flatMap((record) => {
      const n = fact(record, "n");
      const norms = phase3(record).flatMap((sample) =>
        listOf(sample, "studentNorms").map((norm) => (n * norm) / fact(record, "teacherNorm")),
      );
      if (norms.length === 0) return [];
      const value = norms.map((norm) => Math.min(4 * norm, 4 / norm)).reduce((a, b) => Math.min(a, b));
      return [{ run: `seed ${record.seed}, n = ${n}`, value, rounding: (fact(record, "d") + 4) * unit * value }];
    }),
  }),
  predict: () => ({ form: "at least", bound: 1, constants: "given" }),
  counter: {
    why: "students that start three times as large as the teacher, where the theorem asks for a small start",
    ensemble: (config, seed) => randomStarts({ ...config, sigma: 3 }, seed, [4, 8], 3000),
  },
};
