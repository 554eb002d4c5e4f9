import { type Assumption, type Claim, type Evidence, type RunRecord, type Setup, type Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import type { YooProblem } from "../problem.ts";
import { last, numberOf } from "../reduce/read.ts";

const pairs = { smoke: 5, default: 48, full: 100 } as const;

/** The abstract speaks of a deep pretrained network. */
const deep: Assumption<Config> = {
  id: "deep-network",
  says: "the network is pretrained and has of the order of 10⁶ weights",
  check: ({ config, facts }) => {
    const weights = typeof facts["weights"] === "number" ? facts["weights"] : 0;
    return { met: weights >= 300_000 && config.pretraining > 0, measured: `${weights} weights` };
  },
};

/** Groups against ordinary fine-tuning, on paired episodes. */
export const generalization: Claim<Config, YooProblem> = {
  id: "generalization",
  name: "Generalization",
  says: "Groups of a quarter as many as neurons recognise at least as many new images as ordinary fine-tuning of the same episodes.",
  statement: String.raw`\mathbb E\,[\mathrm{acc}_{c=m/4}-\mathrm{acc}_{c=m}]\ge0`,
  quantity: "mean difference of test accuracies on paired episodes",
  grade: "existential",
  fidelity: "recalled",
  addition: "digits and a network of two hidden layers in place of the paper's networks; a quarter is the laboratory's choice",
  assumes: [],
  ensemble: (config, seed) => trials(config, seed),
  reduce: difference,
  predict: () => ({ form: "at least", bound: 0, range: [-1, 1], constants: "given" }),
  counter: {
    why: "groups that climb the shared gradient",
    ensemble: (config, seed) => trials(config, seed, Math.min(8, pairs[config.scale])),
    alter: (setup, config) => (isGrouped(config) ? climbing(setup) : setup),
  },
};

/** The figure of the abstract. */
export const gain: Claim<Config, YooProblem> = {
  ...generalization,
  id: "gain",
  name: "Gain",
  says: "Groups gain more than ten points over ordinary fine-tuning.",
  statement: String.raw`\mathbb E\,[\mathrm{acc}_{c=m/4}-\mathrm{acc}_{c=m}]\ge0.1`,
  fidelity: "paper",
  addition: "the abstract's figure is for deep pretrained networks; the difference on small ones is shown all the same",
  assumes: [deep],
  predict: () => ({ form: "at least", bound: 0.1, range: [-1, 1], constants: "given" }),
  counter: {
    why: "groups that climb the shared gradient, judged without the assumption",
    ensemble: (config, seed) => trials(config, seed, Math.min(8, pairs[config.scale])),
    alter: (setup, config) => {
      const altered = isGrouped(config) ? climbing(setup) : setup;
      return { ...altered, facts: { ...altered.facts, weights: 1e6 } };
    },
  },
};

/** Every seed with and without groups. */
export function trials(config: Config, seed: number, count: number = pairs[config.scale]): readonly Trial<Config>[] {
  const small = config.scale === "smoke" ? { widths: [8, 8], pretraining: 20, basePerClass: 10, queries: 10, steps: 20 } : {};
  const settings: Config = { ...config, ...small, rule: "plain", weightDecay: 0, recordsPerDecade: 1 };
  const quarter = settings.widths.map((width) => Math.max(1, Math.floor(width / 4)));
  return Array.from({ length: count }, (_, k) => 1000 * seed + k).flatMap((draw) =>
    [quarter, settings.widths].map((groups) => ({ config: { ...settings, groups: [...groups] }, seed: draw })),
  );
}

function isGrouped({ groups, widths }: Config): boolean {
  return groups.some((count, l) => count < (widths[l] as number));
}

function climbing(setup: Setup<YooProblem>): Setup<YooProblem> {
  const { objective } = setup.problem;
  return {
    ...setup,
    problem: {
      ...setup.problem,
      objective: {
        ...objective,
        gradient(theta, out) {
          const value = objective.gradient(theta, out);
          for (let k = 0; k < out.length; k++) out[k] = -(out[k] as number);
          return value;
        },
      },
    },
  };
}

function difference({ records }: { readonly records: readonly RunRecord<Config>[] }): Evidence {
  const bySeed = new Map<number, { grouped?: number; plain?: number }>();
  for (const record of records) {
    const entry = bySeed.get(record.seed) ?? {};
    bySeed.set(record.seed, { ...entry, [isGrouped(record.config) ? "grouped" : "plain"]: numberOf(last(record), "accuracy") });
  }
  const gaps = [...bySeed.values()].flatMap(({ grouped, plain }) =>
    grouped === undefined || plain === undefined ? [] : [grouped - plain],
  );
  if (gaps.length < 2) return { kind: "values", values: [] };
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const squares = gaps.reduce((sum, gap) => sum + (gap - mean) * (gap - mean), 0);
  return {
    kind: "values",
    values: [{ run: `${gaps.length} pairs`, value: mean, deviation: Math.sqrt(squares / (gaps.length - 1) / gaps.length) }],
  };
}
