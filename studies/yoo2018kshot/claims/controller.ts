import { type Claim, type Context, fold, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { reinforce } from "../controller/reinforce.ts";
import { meanOf, rewardTable, rowOf } from "../controller/reward-table.ts";
import type { YooProblem } from "../problem.ts";

/** Sizes of the small problem, and sequences that the policy samples. */
const sizes = {
  smoke: { width: 8, episodes: 12, shots: 1, pretraining: 20, steps: 20, samples: 400 },
  default: { width: 8, episodes: 40, shots: 1, pretraining: 40, steps: 30, samples: 1600 },
  full: { width: 16, episodes: 60, shots: 2, pretraining: 60, steps: 40, samples: 4000 },
} as const;

/** The policy finds counts as good as the best of all. */
export const controller: Claim<Config, YooProblem> = {
  id: "controller",
  name: "Controller",
  says: "The count vector that the recurrent policy ends with has the reward of the best of all count vectors, within its interval.",
  statement: String.raw`\max_a R(a)-R(\hat a)\le1.96\,\mathrm{se}`,
  quantity: "the best mean reward less the policy's, over the standard error of the paired difference",
  grade: "existential",
  fidelity: "reconstruction",
  addition: "counts 1, 2, 4, … as actions, accuracy as reward, REINFORCE with a moving baseline; the exhaustive search is the laboratory's",
  assumes: [],
  construct: (config, context) => gap(config, context, 1),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "at most", bound: 1.96, constants: "given" }),
  counter: { why: "a policy that is rewarded for errors", construct: (config, context) => gap(config, context, -1) },
};

function gap(config: Config, context: Context, sign: 1 | -1): readonly Measured[] {
  const { width, episodes, shots, pretraining, steps, samples } = sizes[config.scale];
  const { inputs: _inputs, ...rest } = config;
  const small: Config = {
    ...rest,
    widths: [width, width],
    shots,
    pretraining,
    steps,
    rule: "plain",
    step: 0.3,
    weightDecay: 0,
    grouping: "activations",
    baseClasses: 5,
    basePerClass: 20,
    queries: 20,
  };
  const key = fold(context.key, "controller");
  const table = rewardTable(small, context, key, episodes);
  const means = table.accuracies.map((row) => meanOf(row).mean);
  const found = reinforce(
    context.engine.math,
    fold(key, "policy"),
    { choices: table.counts.length, hidden: 8, length: table.layers },
    (actions) => sign * (means[rowOf(table, actions)] as number),
    samples,
  );
  const best = table.accuracies[means.reduce((at, mean, row) => (mean > (means[at] as number) ? row : at), 0)] as readonly number[];
  const own = table.accuracies[rowOf(table, found.greedy)] as readonly number[];
  // The same episodes for both: what they have in common cancels.
  const { mean, error } = meanOf(best.map((reward, episode) => reward - (own[episode] as number)));
  return [{ run: `${means.length} count vectors, ${episodes} episodes`, value: mean === 0 ? 0 : mean / error }];
}
