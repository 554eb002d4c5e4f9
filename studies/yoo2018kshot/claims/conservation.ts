import type { Claim, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import type { YooProblem } from "../problem.ts";
import { numberOf } from "../reduce/read.ts";

/** Differences of two neurons of one group are conserved. */
export const conservation: Claim<Config, YooProblem> = {
  id: "conservation",
  name: "Conserved differences",
  says: "Two neurons of one group keep their difference over 1000 steps, plain, with momentum and with Adam.",
  statement: String.raw`w_i(t)-w_j(t)=w_i(0)-w_j(0)\quad\text{for}\ i,j\in G`,
  quantity: "largest change of an entry of a difference over all records, three rules",
  grade: "exact",
  fidelity: "derived",
  addition: "the bound 10⁻¹² stands for the rounding of 1000 steps of double precision",
  assumes: [],
  ensemble: (config, seed) => runs(config, seed, 0),
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record) => ({
      run: record.id,
      value: record.samples.reduce((most, sample) => Math.max(most, numberOf(sample, "drift")), 0),
    })),
  }),
  predict: () => ({ form: "at most", bound: 1e-12, constants: "given" }),
  counter: {
    why: "weight decay on the weights themselves, which shrinks the differences",
    ensemble: (config, seed) => runs(config, seed, 0.01),
  },
};

function runs(config: Config, seed: number, weightDecay: number): readonly Trial<Config>[] {
  return (["plain", "momentum", "adam"] as const).map((rule) => ({
    config: {
      ...config,
      rule,
      step: rule === "plain" ? 0.2 : rule === "momentum" ? 0.03 : 0.005,
      steps: 1000,
      weightDecay,
      recordsPerDecade: 3,
      shots: 1,
      ...(config.scale === "smoke" ? { widths: [6, 6], groups: [2, 3] } : {}),
      pretraining: config.scale === "smoke" ? 10 : 30,
      basePerClass: Math.min(config.basePerClass, config.scale === "smoke" ? 4 : 10),
      queries: Math.min(config.queries, config.scale === "smoke" ? 1 : 4),
    },
    seed,
  }));
}
