import type { Claim, Count } from "@overparam/core";
import type { Config } from "../config.ts";
import { table, withExtra } from "../ensembles.ts";
import { startsOf, unfinished } from "../reduce/starts.ts";

/** Section 4 of 2018: with n = k + 1 bad starts are rarer than with n = k, at k = 10. */
export const oneMore: Claim<Config> = {
  id: "one-more",
  name: "One student more",
  says: "One student more than teachers makes stuck starts much rarer.",
  statement: String.raw`\Pr_{n=k+1}[L(W_\infty)\ge10^{-3}]<\Pr_{n=k}[L(W_\infty)\ge10^{-3}],\quad k=10`,
  quantity: "difference of the fractions of stuck starts, n = k less n = k + 1, at k = 10",
  grade: "inequality",
  fidelity: "paper",
  assumes: [],
  ensemble: (config, seed) => [
    ...table(config, seed).filter((trial) => trial.config.teachers === 10),
    ...withExtra(config, seed, 1).filter((trial) => trial.config.teachers === 10),
  ],
  reduce: ({ records }) => {
    const starts = startsOf(records);
    return {
      kind: "counts",
      counts: starts
        .filter(({ finished }) => finished)
        .map(({ k, n, bad }): Count => ({ group: n === k ? "n = k" : `n = k + ${n - k}`, hits: bad ? 1 : 0, of: 1 })),
      ...unfinished(starts),
    };
  },
  predict: () => ({ form: "fractions increase", order: ["n = k + 1", "n = k"], constants: "given" }),
  counter: {
    why: "the wrong way round, as if more students made it harder",
    predict: () => ({ form: "fractions increase", order: ["n = k", "n = k + 1"], constants: "given" }),
  },
};
