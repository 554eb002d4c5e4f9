import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { descending } from "../counters.ts";
import { fewLogistic, logisticRuns } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { allAtMaxima, maximaOf } from "../reduce/maxima.ts";

/** The conclusions extend to other losses. */
export const otherLoss: Claim<Config, DengProblem> = {
  id: "other-loss",
  name: "Other losses",
  says: "With the logistic loss, too, every start settles at a local maximum.",
  statement: String.raw`\ell=\log(1+e^{-yf}):\quad\delta_t\to\text{a local maximum, with high probability}`,
  quantity: "share of networks on which every start settles at the one local maximum, logistic loss",
  grade: "existential",
  fidelity: "recalled",
  addition:
    "one loss; it is monotone in f, so that to first order there is one maximum; high probability is read as 0.8, what 40 networks can show",
  assumes: [],
  ensemble: logisticRuns,
  reduce: ({ records }) => ({
    kind: "counts",
    counts: [{ group: "all networks", hits: records.filter((run) => allAtMaxima(run) && maximaOf(run) === 1).length, of: records.length }],
  }),
  predict: () => ({ form: "fraction at least", bound: 0.8, constants: "given" }),
  counter: { why: "descent in place of ascent", alter: descending, ensemble: fewLogistic },
};
