import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import type { AntProblem } from "../problem.ts";
import { wins } from "../reduce.ts";
import { bothTogether, constantFlow, growingFlow, onTwoPaths, randomTwoPaths, type Regime, stepsFor } from "../settings.ts";
import { theory } from "./assumptions.ts";

const counts = { smoke: 8, default: 60, full: 400 } as const;

function draws(regime: Regime) {
  return (config: Config, seed: number) => Array.from({ length: counts[config.scale] }, (_, i) => randomTwoPaths(config, seed, regime, i));
}

/** A short leaky path against a long clean one, long enough for either to win. */
function againstTheOther(growth: number) {
  return (config: Config, seed: number) =>
    [0.3, 0.5, 0.7].map((lead) => {
      const setting = onTwoPaths(config, {
        edgesA: 2,
        edgesB: 6,
        passageA: 0.7,
        passageB: 0.99,
        growth,
        start: "lead",
        lead,
        stopShare: 0.01,
      });
      return { config: { ...setting, steps: stepsFor(setting, 40) }, seed };
    });
}

/** The number of runs whose path of the given letter holds less than 99 % at the end. */
const prediction = { form: "equals", value: 1, range: [0, 1], constants: "given" } as const;

/** Constant flow: the path of least leakage wins. */
export const constantFlowClaim: Claim<Config, AntProblem> = {
  id: "constant-flow",
  name: "Constant flow",
  says: "On two paths a constant flow ends on the path of least leakage, whatever the start.",
  statement: String.raw`r=1:\quad\text{the flow ends on}\ \arg\max_i\prod_{v\in i}\lambda_v`,
  quantity: "1 for a run that ends with shares above 99 % on the path of least leakage, else 0",
  grade: "exact",
  fidelity: "paper",
  assumes: theory,
  ensemble: draws(constantFlow),
  reduce: wins,
  predict: () => prediction,
  counter: {
    why: "the flow grows by 30 % a step, and the path of least leakage is the longer one",
    ensemble: againstTheOther(1.3),
    reduce: ({ records }) => ({
      kind: "values",
      values: records.map((record) => ({ run: record.id, value: leastLeaky(record.config) === winner(record) ? 1 : 0 })),
    }),
  },
};

/** Growing flow without leakage: the shortest path wins. */
export const growingFlowClaim: Claim<Config, AntProblem> = {
  id: "growing-flow",
  name: "Growing flow",
  says: "On two paths without leakage a growing flow ends on the shortest path, whatever the start.",
  statement: String.raw`r>1,\ \lambda=1:\quad\text{the flow ends on}\ \arg\min_i n_i`,
  quantity: "1 for a run that ends with shares above 99 % on the shortest path, else 0",
  grade: "exact",
  fidelity: "paper",
  assumes: theory,
  ensemble: draws(growingFlow),
  reduce: wins,
  predict: () => prediction,
  counter: {
    why: "the shortest path leaks more than growth by 1 % a step makes up for",
    ensemble: againstTheOther(1.01),
    reduce: ({ records }) => ({
      kind: "values",
      values: records.map((record) => ({
        run: record.id,
        value: (record.config.edgesA < record.config.edgesB ? "A" : "B") === winner(record) ? 1 : 0,
      })),
    }),
  },
};

/** Leakage and growth together: the larger μ wins. */
export const winnerRule: Claim<Config, AntProblem> = {
  id: "winner-rule",
  name: "Winner rule",
  says: "With leakage and growth together the path of the larger weight μ wins.",
  statement: String.raw`\text{the flow ends on}\ \arg\max_i\mu_i,\qquad\mu_i=\prod_{v\in i}\lambda_v\,r^{-(n_i-1)}`,
  quantity: "1 for a run that ends with shares above 99 % on the path of larger μ, else 0",
  grade: "exact",
  fidelity: "derived",
  addition: "the paper speaks of leakage and of growth alone; the weight that joins them is added by the laboratory",
  assumes: theory,
  ensemble: draws(bothTogether),
  reduce: wins,
  predict: () => prediction,
  counter: {
    why: "the rule is the square of the pheromone: the first lead decides, and here the worse path has it",
    ensemble: (config, seed) =>
      draws(bothTogether)(config, seed)
        .slice(0, 6)
        .map((trial) => ({
          ...trial,
          config: {
            ...trial.config,
            rule: "power" as const,
            alpha: 2,
            lead: worseIsA(trial.config) ? 0.99 : 0.01,
            steps: 2000,
          },
        })),
  },
};

function worseIsA({ edgesA, edgesB, passageA, passageB, growth }: Config): boolean {
  const weight = (edges: number, passage: number): number =>
    Array.from({ length: edges - 1 }, () => passage / growth).reduce((a, b) => a * b, 1);
  return weight(edgesA, passageA) < weight(edgesB, passageB);
}

function leastLeaky({ edgesA, edgesB, passageA, passageB }: Config): "A" | "B" {
  return worseIsA({ edgesA, edgesB, passageA, passageB, growth: 1 } as Config) ? "B" : "A";
}

/** The path that holds the flow at the end, by the record alone; undefined where none does. */
function winner({
  facts,
  outcome,
}: {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly outcome: { readonly kind: string };
}): "A" | "B" | undefined {
  if (outcome.kind !== "reached") return undefined;
  return facts["loser"] === "A" ? "B" : "A";
}
