import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { extraTeachers, table, withExtra } from "../ensembles.ts";
import { startsOf, unfinished } from "../reduce/starts.ts";
import { countsByTeachers } from "./stuck-fraction.ts";

/** Section 4 of 2018: with n = k + 2 no bad start was found, n ≤ 20. */
export const twoMore: Claim<Config> = {
  id: "two-more",
  name: "Two students more",
  says: "With two students more than teachers no start gets stuck.",
  statement: String.raw`n=k+2:\quad\#\{L(W_\infty)\ge10^{-3}\}=0`,
  quantity: "starts that settle at a loss of 1e-3 or more, of all that settle, n = k + 2",
  grade: "inequality",
  fidelity: "paper",
  addition: "against none of 1000, by Fisher's exact test",
  assumes: [],
  ensemble: (config, seed) => withExtra(config, seed, 2),
  reduce: ({ records }) => {
    const starts = startsOf(records);
    return { kind: "counts", counts: countsByTeachers(starts), ...unfinished(starts) };
  },
  predict: (config) => ({
    form: "fractions equal",
    to: extraTeachers(config).map((k) => ({ group: `k = ${k}`, hits: 0, of: 1000 })),
    constants: "given",
  }),
  counter: {
    why: "as many students as teachers",
    ensemble: (config, seed) => table(config, seed).filter((trial) => extraTeachers(config).includes(trial.config.teachers)),
  },
};
