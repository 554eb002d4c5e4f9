import type { Claim, Count } from "@overparam/core";
import type { Config } from "../config.ts";
import { authors, neverStuck, table } from "../ensembles.ts";
import { type Start, startsOf, unfinished } from "../reduce/starts.ts";

/** Section 4 of 2018: the part of starts that end in a bad point, n = k. */
export const stuckFraction: Claim<Config> = {
  id: "stuck-fraction",
  name: "Stuck starts",
  says: "With as many students as teachers descent gets stuck as often as the authors found: rarely at k = 6, in a third of all starts at k = 10.",
  statement: String.raw`\Pr[L(W_\infty)\ge10^{-3}]:\quad k=6:\ 0.3\%,\quad k=8:\ 12.6\%,\quad k=10:\ 34.6\%`,
  quantity: "starts that settle at a loss of 1e-3 or more, of all that settle",
  grade: "exact",
  fidelity: "paper",
  addition: "up to the sampling of both, by Fisher's exact test; starts that did not settle are left out and told",
  assumes: [],
  ensemble: table,
  reduce: ({ records }) => {
    const starts = startsOf(records);
    return { kind: "counts", counts: countsByTeachers(starts), ...unfinished(starts) };
  },
  predict: () => ({ form: "fractions equal", to: authors, constants: "given" }),
  counter: {
    why: "two students more than teachers: no start gets stuck",
    ensemble: neverStuck,
  },
};

/** Bad starts of those that finished, by k. */
export function countsByTeachers(starts: readonly Start[]): readonly Count[] {
  return starts.filter(({ finished }) => finished).map(({ k, bad }) => ({ group: `k = ${k}`, hits: bad ? 1 : 0, of: 1 }));
}
