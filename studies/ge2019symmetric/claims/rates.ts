import type { Claim, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import type { GeProblem } from "../problem.ts";
import { errorCurves } from "../reduce.ts";
import { theory } from "./assumptions.ts";
import { posed } from "./recovery.ts";

/** −1/2 and a tenth: what tells the rate from none, and from the next whole powers, at the spread of single runs. */
const bound = -0.4;
const laws = ["gaussian", "uniform", "laplace", "mixture", "cube"] as const;
/** Streams, four a curve. */
const counts = { smoke: 16, default: 80, full: 80 } as const;
const sizes = { smoke: 16_000, default: 80_000, full: 2_000_000 } as const;
/** A floor shows in fewer. */
const fewer = 16;

function streams(config: Config, seed: number, count: number, change: (i: number) => Partial<Config>): readonly Trial<Config>[] {
  const d = config.scale === "smoke" ? 3 : 5;
  return Array.from({ length: count }, (_, i) => ({
    config: posed(config, {
      law: laws[i % laws.length] as Config["law"],
      enumerated: false,
      symmetrised: false,
      inputs: d,
      outputs: d,
      // All laws, the cube too, can tell d − 1 neurons apart with room to spare.
      neurons: d - 1,
      conditionA: 1,
      conditionW: 1,
      samples: sizes[config.scale],
      batch: config.scale === "smoke" ? 160 : 1000,
      recordsPerDecade: 5,
      ...change(i),
    }),
    seed: 100 * seed + i,
  }));
}

/** Error of order n^{−1/2}. */
export const sampleRate: Claim<Config, GeProblem> = {
  id: "sample-rate",
  name: "Sample rate",
  says: "With n samples the error of the rows is of order n to the power −1/2.",
  statement: String.raw`n=\mathrm{poly}(\cdot)/\varepsilon^2\ \Rightarrow\ \|\hat w_i-w_i\|\le\varepsilon`,
  quantity: "slope of the log of the root mean square row error in log n, five laws",
  grade: "exponent",
  fidelity: "recalled",
  addition: "margin: a tenth",
  assumes: theory,
  ensemble: (config, seed) => streams(config, seed, counts[config.scale], () => ({})),
  reduce: (material) => ({ kind: "curves", curves: errorCurves(material) }),
  predict: () => ({ form: "slope at most", exponent: bound, towards: "large x", constants: "fitted" }),
  counter: {
    why: "inputs are shifted by 0.5: the error has a floor",
    ensemble: (config, seed) => streams(config, seed, fewer, () => ({ shift: 0.5 })),
  },
};

/** Noise is averaged away. */
export const noiseRate: Claim<Config, GeProblem> = {
  id: "noise",
  name: "Noise",
  says: "Independent noise on the outputs is tolerated: the error still falls like n to the power −1/2.",
  statement: String.raw`y=A\sigma(Wx)+\xi,\ \xi\perp x:\quad\|\hat w_i-w_i\|=O(n^{-1/2})`,
  quantity: "slope of the log of the root mean square row error in log n, noise 0.05 and 0.15",
  grade: "exponent",
  fidelity: "recalled",
  addition: "margin: a tenth",
  assumes: theory,
  ensemble: (config, seed) => streams(config, seed, counts[config.scale], (i) => ({ noise: i % 2 === 0 ? 0.05 : 0.15 })),
  reduce: (material) => ({ kind: "curves", curves: errorCurves(material) }),
  predict: () => ({ form: "slope at most", exponent: bound, towards: "large x", constants: "fitted" }),
  counter: {
    why: "inputs are shifted by 0.5 besides: the error has a floor",
    ensemble: (config, seed) => streams(config, seed, fewer, (i) => ({ noise: i % 2 === 0 ? 0.05 : 0.15, shift: 0.5 })),
  },
};
