import type { Claim, Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import type { AntProblem } from "../problem.ts";
import { fact, numberOf } from "../reduce.ts";
import { theory } from "./assumptions.ts";
import { instances } from "./general-graphs.ts";

const counts = { smoke: 6, default: 30, full: 100 } as const;

function trials(config: Config, seed: number) {
  // The first five families of the first regime, and those of the others that have a unique shortest path planted.
  return instances(config, seed, 3 * counts[config.scale])
    .filter(({ config: { graph } }) => graph === "random" || graph === "local")
    .slice(0, counts[config.scale])
    .map((trial) => ({ ...trial, config: { ...trial.config, growth: 1, leakage: 0.05, equalLeakage: true } }));
}

/** Equal leakage at every vertex: least leakage is fewest vertices. */
export const equalLeakage: Claim<Config, AntProblem> = {
  id: "equal-leakage",
  name: "Equal leakage",
  says: "Where every vertex leaks alike, the path of least leakage that remains is the one of fewest vertices.",
  statement: String.raw`\lambda_v=\lambda<1,\ r=1:\quad\text{the flow ends on}\ \arg\min_P|P|`,
  quantity: "edges of the trail that remains less the fewest possible",
  grade: "exact",
  fidelity: "paper",
  assumes: theory,
  ensemble: trials,
  reduce: ({ records }) => ({
    kind: "values",
    values: records.map((record): Measured => {
      const last = record.samples.at(-1);
      // Shares above 99 % off no edge of the trail: otherwise nothing has remained yet.
      const edges = record.outcome.kind === "reached" ? numberOf(last, "trailEdges") : Number.POSITIVE_INFINITY;
      return { run: record.id, value: edges - fact(record, "fewestEdges") };
    }),
  }),
  predict: () => ({ form: "equals", value: 0, range: [0, 1000], constants: "given" }),
  counter: {
    why: "the inner vertex of the shorter of two paths leaks 40 %, those of the longer one 1 %",
    ensemble: (config, seed) => [
      {
        config: {
          ...(trials(config, seed)[0]?.config as Config),
          graph: "two-path" as const,
          edgesA: 2,
          edgesB: 4,
          passageA: 0.6,
          passageB: 0.99,
          equalLeakage: false,
          start: "even" as const,
        },
        seed,
      },
    ],
  },
};
