import type { Claim, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import type { AntProblem } from "../problem.ts";
import { wins } from "../reduce.ts";
import { theory } from "./assumptions.ts";

/** Instances of all families together. */
const counts = { smoke: 12, default: 200, full: 400 } as const;

/** Families of graphs: the reduced set, and the authors' sizes at full scale. */
function families(full: boolean): readonly Partial<Config>[] {
  const nodes = full ? 100 : 30;
  const grid = { graph: "grid", side: full ? 10 : 5 } as const;
  return [
    { graph: "random", nodes, probability: full ? 0.1 : 0.25, cyclic: false },
    { graph: "random", nodes, probability: full ? 0.1 : 0.12, cyclic: true },
    { graph: "local", nodes, probability: full ? 0.5 : 0.4, reach: full ? 10 : 6, cyclic: false },
    { graph: "local", nodes, probability: full ? 0.5 : 0.25, reach: full ? 10 : 6, cyclic: true },
    { ...grid, cyclic: false },
    { ...grid, cyclic: true },
    { graph: "layered", side: 4, cyclic: false },
  ];
}

/** Constant flow with leakage; growth alone; both. */
const regimes: readonly Partial<Config>[] = [
  { growth: 1, leakage: 0.1 },
  { growth: 1.1, leakage: 0 },
  { growth: 1.1, leakage: 0.1 },
];

/** Every family in every regime in turn; grids and layers have no winner without leakage and are left out there. */
export function instances(config: Config, seed: number, count: number): readonly Trial<Config>[] {
  const { file: _, ...rest } = config;
  const kinds = regimes.flatMap((regime) =>
    families(config.scale === "full")
      .filter(({ graph }) => regime.leakage !== 0 || (graph !== "grid" && graph !== "layered"))
      .map((family) => ({ ...family, ...regime })),
  );
  return Array.from({ length: count }, (_unused, i) => ({
    config: {
      ...rest,
      ...(kinds[i % kinds.length] as Partial<Config>),
      equalLeakage: false,
      leastGap: 5e-3,
      rule: "linear" as const,
      start: "random" as const,
      decay: 0.9,
      forward: 0.5 + ((7 * i) % 11) / 20,
      backward: 0.5 + ((3 * i) % 11) / 20,
      stopShare: 0.01,
      steps: 1_000_000,
      recordsPerDecade: 5,
    },
    seed: 1000 * seed + i,
  }));
}

/** General graphs: the flow ends on the path of least log weight. */
export const generalGraphs: Claim<Config, AntProblem> = {
  id: "general-graphs",
  name: "General graphs",
  says: "On random graphs, grids and layers the flow ends on the path of least Σ −log λ + n log r.",
  statement: String.raw`\text{the flow ends on}\ \arg\min_{P:s\to t}\sum_{uv\in P}(-\log\lambda_u)+|P|\log r`,
  quantity: "1 for an instance that ends with shares above 99 % on the target path, else 0",
  grade: "existential",
  fidelity: "paper",
  addition: "the paper has simulations and no proof; the joined weight of growth and leakage is the laboratory's",
  assumes: theory,
  ensemble: (config, seed) =>
    config.file === undefined
      ? instances(config, seed, counts[config.scale])
      : Array.from({ length: config.scale === "smoke" ? 3 : 10 }, (_, i) => ({
          config: { ...config, rule: "linear" as const, start: "random" as const, stopShare: 0.01 },
          seed: 1000 * seed + i,
        })),
  reduce: wins,
  predict: () => ({ form: "equals", value: 1, range: [0, 1], constants: "fitted" }),
  counter: {
    why: "nobody walks back",
    ensemble: (config, seed) =>
      instances(config, seed, config.scale === "smoke" ? 4 : 20).map((trial) => ({
        ...trial,
        config: { ...trial.config, backward: 0, steps: 3000 },
      })),
  },
};
