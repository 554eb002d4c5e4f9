import type { Claim, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import type { GeProblem } from "../problem.ts";
import { lastErrors } from "../reduce.ts";
import { theory } from "./assumptions.ts";

const counts = { smoke: 1, default: 4, full: 20 } as const;

/** The user's settings with a problem in their place; how samples come is said. */
export function posed(config: Config, change: Partial<Config>): Config {
  const { data: _, ...rest } = config;
  return { ...rest, asked: 0, learner: "moments", shift: 0, noise: 0, polish: true, refit: false, conditionA: 0, conditionW: 0, ...change };
}

function cubes(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  const sizes =
    config.scale === "smoke"
      ? [
          { d: 6, k: 4 },
          { d: 6, k: 6 },
        ]
      : [
          { d: 10, k: 5 },
          { d: 10, k: 10 },
        ];
  return sizes.flatMap(({ d, k }) =>
    Array.from({ length: counts[config.scale] }, (_, i) => ({
      config: posed(config, { law: "cube", enumerated: true, symmetrised: false, inputs: d, outputs: k, neurons: k, ...change }),
      seed: 100 * seed + i,
    })),
  );
}

/** Exact moments: the whole ±1 cube. */
export const exactRecovery: Claim<Config, GeProblem> = {
  id: "exact-recovery",
  name: "Exact recovery",
  says: "From exact moments of a symmetric law the network is recovered up to the order of neurons and the scale of each.",
  statement: String.raw`M\ \text{of full column rank}\ \Rightarrow\ \hat W=W,\ \hat A=A\ \text{up to permutation and scale}`,
  quantity: "largest error of a unit row of W, all points of the ±1 cube",
  grade: "exact",
  fidelity: "recalled",
  addition: "whitening and polishing; the cube, whose moments are sums",
  assumes: theory,
  ensemble: (config, seed) => cubes(config, seed),
  reduce: (material) => ({ kind: "values", values: lastErrors(material) }),
  predict: () => ({ form: "equals", value: 0, range: [0, 2], constants: "given" }),
  counter: { why: "the cube is shifted by 0.3: the law is not symmetric", ensemble: (config, seed) => cubes(config, seed, { shift: 0.3 }) },
};

const sizes = [
  { pairs: 200, k: 3, d: 3, m: 3 },
  { pairs: 300, k: 5, d: 5, m: 5 },
  { pairs: 400, k: 5, d: 8, m: 7 },
  { pairs: 1500, k: 10, d: 10, m: 10 },
  { pairs: 1500, k: 10, d: 20, m: 12 },
] as const;
const laws = ["gaussian", "uniform", "laplace", "mixture"] as const;

function samples(config: Config, seed: number, symmetrised: boolean): readonly Trial<Config>[] {
  const used = config.scale === "smoke" ? sizes.slice(0, 3) : sizes;
  const runs = { smoke: 1, default: 4, full: 20 }[config.scale];
  const drawn = used.flatMap(({ pairs, k, d, m }) =>
    Array.from({ length: runs }, (_, i) => ({
      config: posed(config, {
        law: laws[i % laws.length] as Config["law"],
        enumerated: false,
        symmetrised,
        inputs: d,
        outputs: m,
        neurons: k,
        samples: symmetrised ? pairs : 2 * pairs,
        batch: symmetrised ? pairs : 2 * pairs,
      }),
      seed: 100 * seed + i,
    })),
  );
  return symmetrised && config.data !== undefined
    ? [...drawn, { config: { ...posed(config, { symmetrised: true, enumerated: false }), data: config.data }, seed }]
    : drawn;
}

/** A finite sample made symmetric: exact with few points. */
export const symmetrisedSample: Claim<Config, GeProblem> = {
  id: "symmetrised-sample",
  name: "Symmetrised sample",
  says: "A finite sample that holds −x with every x is a symmetric law of its own: recovery is exact with few points.",
  statement: String.raw`\text{law of the sample symmetric, no noise}\ \Rightarrow\ \hat w_i=w_i`,
  quantity: "largest error of a unit row of W after matching",
  grade: "exact",
  fidelity: "derived",
  addition: "the whole claim; it separates errors of the algorithm from those of sampling",
  assumes: theory,
  ensemble: (config, seed) => samples(config, seed, true),
  reduce: (material) => ({ kind: "values", values: lastErrors(material) }),
  predict: () => ({ form: "equals", value: 0, range: [0, 2], constants: "given" }),
  counter: { why: "as many samples without their opposites", ensemble: (config, seed) => samples(config, seed, false) },
};
