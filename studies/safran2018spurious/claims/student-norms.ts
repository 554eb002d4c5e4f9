import type { Claim, Context, Material, Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { longTable } from "../ensembles.ts";
import { lowestFamily } from "../family/lowest.ts";
import { startsOf } from "../reduce/starts.ts";
import { powerMargin } from "./margins.ts";

const sizes = [6, 8, 10, 12, 16, 24, 32, 48] as const;

/** 2021: the sum of the students' norms at bad minima, a reported statistic. It grows like the number of teachers. */
export const studentNorms: Claim<Config> = {
  id: "student-norms",
  name: "Sum of norms",
  says: "At spurious minima the students' norms add up to about the number of teachers.",
  statement: String.raw`\sum_i\|w_i\|=\Theta(k)`,
  quantity: "power of k in Σ‖w_i‖/k at spurious minima",
  grade: "existential",
  fidelity: "paper",
  addition:
    "the paper reports the statistic; that it is proportional to k is asked by the laboratory, on stuck starts and on the lowest family",
  assumes: [],
  ensemble: longTable,
  construct: (_config, { engine }: Context) =>
    sizes.map((k): Measured => ({ run: `lowest family, k = ${k}`, x: k, value: lowestFamily(engine.math, k).norms })),
  reduce: (material) => sums(material, true),
  predict: () => ({ form: "no trend", over: "k", margin: powerMargin, constants: "fitted" }),
  counter: {
    why: "the sum itself, as if it did not grow with k",
    reduce: (material) => sums(material, false),
  },
};

function sums({ records, constructed }: Material<Config>, scaled: boolean) {
  const found = startsOf(records)
    .filter(({ bad }) => bad)
    .map(({ name, k, norms }): Measured => ({ run: name, x: k, value: norms }));
  return {
    kind: "values" as const,
    values: [...found, ...constructed].map((entry) => ({ ...entry, value: scaled ? entry.value / (entry.x as number) : entry.value })),
  };
}
