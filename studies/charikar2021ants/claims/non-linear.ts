import type { Claim, Measured, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import type { AntProblem } from "../problem.ts";
import { fact, shareOf } from "../reduce.ts";
import { onTwoPaths } from "../settings.ts";
import { coexistence } from "../theory/coexistence.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

function settled(config: Config, seed: number, change: Partial<Config>): readonly Trial<Config>[] {
  return [0.5, 0.9, 0.99].flatMap((lead) =>
    [
      { alpha: 0.5, edges: 3, passageA: 0.8 },
      { alpha: 0.5, edges: 5, passageA: 0.9 },
      { alpha: 0.9, edges: 3, passageA: 0.8 },
      { alpha: 0.75, edges: 2, passageA: 0.3 },
    ].map(({ alpha, edges, passageA }) => ({
      config: onTwoPaths(config, {
        edgesA: edges,
        edgesB: edges,
        passageA,
        passageB: 0.95,
        rule: "power",
        alpha,
        start: "lead",
        lead,
        forward: 1,
        backward: 1,
        decay: 0.9,
        stopShare: 0,
        // The slowest mode shrinks by 1 − (1 − D)(1 − α) a step or faster; 45 folds of it, and what the delay of the paths adds.
        steps: Math.floor(60 / (0.1 * (1 - alpha))),
        recordsPerDecade: 10,
        ...change,
      }),
      seed,
    })),
  );
}

/** α < 1: both paths remain, in a ratio known in closed form. */
export const coexistenceClaim: Claim<Config, AntProblem> = {
  id: "coexistence",
  name: "Coexistence",
  says: "With a power below 1 both paths remain, in a ratio that does not depend on the start.",
  statement: String.raw`g=p^\alpha,\ \alpha<1:\quad\frac{P_A}{P_B}\to\Big(\frac{1+\mu_A}{1+\mu_B}\Big)^{\alpha/(1-\alpha)}`,
  quantity: "measured ratio of shares at the source over the predicted one, less 1",
  grade: "exact",
  fidelity: "derived",
  addition: "the paper says that other rules bring no advantage; the ratio is the laboratory's",
  assumes: [],
  ensemble: (config, seed) => settled(config, seed, {}),
  reduce: ({ records, math }) => ({
    kind: "values",
    values: records.map((record): Measured => {
      const last = record.samples.at(-1);
      const { alpha } = record.config;
      const predicted = coexistence(math, fact(record, "muA"), fact(record, "muB"), alpha);
      return {
        run: record.id,
        value: shareOf(record, last, "A") / shareOf(record, last, "B") / predicted - 1,
        // Rounding of one step stays (1 − D)⁻¹ (1 − α)⁻¹ steps; the closed form carries α/(1 − α) times that of a logarithm.
        rounding: (32 * unit) / ((1 - record.config.decay) * (1 - alpha)) + (64 * unit) / (1 - alpha),
      };
    }),
  }),
  predict: () => ({ form: "equals", value: 0, range: [-1, 1000], constants: "given" }),
  counter: { why: "the rule is linear: one path dies out", ensemble: (config, seed) => settled(config, seed, { rule: "linear" }) },
};

const rules: readonly Partial<Config>[] = [
  { rule: "power", alpha: 1.1 },
  { rule: "power", alpha: 2 },
  { rule: "deneubourg", offset: 0.25 },
  { rule: "rank", rankPart: 0.01 },
];

function leads(config: Config, seed: number, change: readonly Partial<Config>[]): readonly Trial<Config>[] {
  return change.map((rule) => ({
    config: onTwoPaths(config, {
      edgesA: 3,
      edgesB: 3,
      passageA: 0.8,
      passageB: 0.95,
      start: "lead",
      lead: 0.99,
      forward: 1,
      backward: 1,
      decay: 0.9,
      stopShare: 0,
      steps: 20_000,
      recordsPerDecade: 10,
      ...rule,
    }),
    seed,
  }));
}

/** α > 1, Deneubourg, rank: a large lead decides for ever, for the worse path too. */
export const leadDecides: Claim<Config, AntProblem> = {
  id: "lead-decides",
  name: "No guarantee",
  says: "With a power above 1, the rule of Deneubourg or ranks, a path that leads by 99 to 1 keeps the flow although it leaks more.",
  statement: String.raw`g\ \text{steeper than linear}:\quad P_A(0)=0.99\ \Rightarrow\ P_A(t)\to\text{near}\ 1\ \text{also for}\ \mu_A<\mu_B`,
  quantity: "share at the source of the worse path after 20 000 steps",
  grade: "inequality",
  fidelity: "paper",
  addition: "the paper says that there is no advantage in general; this start and the bound of 95 % are the laboratory's",
  assumes: [],
  ensemble: (config, seed) => leads(config, seed, rules),
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map(
      (record): Measured => ({ run: record.id, value: shareOf(record, record.samples.at(-1), "A"), rounding: 64 * unit }),
    ),
  }),
  predict: () => ({ form: "at least", bound: 0.95, range: [0, 1], constants: "given" }),
  counter: { why: "the rule is linear: the better path takes over", ensemble: (config, seed) => leads(config, seed, [{ rule: "linear" }]) },
};
