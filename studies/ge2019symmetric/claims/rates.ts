import type { Claim, Context, Measured, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { independentErrors } from "../independent-errors.ts";
import type { GeProblem } from "../problem.ts";
import { curvesByRun } from "../reduce.ts";
import { theory } from "./assumptions.ts";
import { posed } from "./recovery.ts";

/** −1/2 and a tenth: what tells the rate from none, and from the next whole powers. */
const bound = -0.4;
const laws = ["gaussian", "uniform", "laplace", "mixture", "cube"] as const;
/** One stream a law is recorded, for the figure. */
const streamSamples = { smoke: 4000, default: 80_000, full: 2_000_000 } as const;

/** The last five sizes are the tail that is fitted; those before it show where recovery sets in. */
const sizes = {
  smoke: [4, 25, 64, 160, 400, 1000, 2500, 6300],
  default: [20, 64, 160, 400, 1000, 2500, 6300, 16_000, 40_000],
  full: [50, 160, 400, 1000, 2500, 6300, 16_000, 40_000, 100_000],
} as const;
/** Curves, and teachers behind each: the interval of the slope is to be narrower than a tenth; a floor shows in fewer. */
const counts = {
  smoke: { whole: { curves: 4, teachers: 3 }, broken: { curves: 6, teachers: 8 } },
  default: { whole: { curves: 10, teachers: 50 }, broken: { curves: 10, teachers: 5 } },
  full: { whole: { curves: 10, teachers: 200 }, broken: { curves: 10, teachers: 20 } },
} as const;
/** Samples of a size for every teacher: the two largest sizes once, smaller ones as often as is cheap. */
const drawsOf = (rank: number): number => (rank < 2 ? 1 : rank === 2 ? 2 : 4);

/** All laws, the cube too, can tell d − 1 neurons apart with room to spare. */
const dimensionOf = (config: Config): number => (config.scale === "smoke" ? 3 : 4);

function errors(
  config: Config,
  context: Context,
  order: { readonly name: string; readonly noises: readonly number[]; readonly shift?: number; readonly share?: number },
): readonly Measured[] {
  const d = dimensionOf(config);
  const all = sizes[config.scale];
  const { shift = 0, share = 1 } = order;
  const { curves, teachers } = counts[config.scale][shift === 0 ? "whole" : "broken"];
  return independentErrors(context, {
    ...order,
    shift,
    laws,
    inputs: d,
    neurons: d - 1,
    sizes: all.map((n, i) => ({ n, draws: shift === 0 ? drawsOf(all.length - 1 - i) : 1 })),
    curves,
    teachers: shift === 0 ? Math.ceil(share * teachers) : teachers,
  });
}

function streams(config: Config, seed: number, change: (i: number) => Partial<Config>): readonly Trial<Config>[] {
  const d = dimensionOf(config);
  return laws.map((law, i) => ({
    config: posed(config, {
      law,
      enumerated: false,
      symmetrised: false,
      inputs: d,
      outputs: d,
      neurons: d - 1,
      conditionA: 1,
      conditionW: 1,
      samples: streamSamples[config.scale],
      batch: config.scale === "smoke" ? 160 : 1000,
      recordsPerDecade: 5,
      ...change(i),
    }),
    seed: 100 * seed + i,
  }));
}

const quantity = "slope of the log of the row error, a geometric mean over teachers, in log n; every size from samples of its own";
const addition = "margin: a tenth; the geometric mean, and independent samples for every size";

/** Error of order n^{−1/2}. */
export const sampleRate: Claim<Config, GeProblem> = {
  id: "sample-rate",
  name: "Sample rate",
  says: "With n samples the error of the rows is of order n to the power −1/2.",
  statement: String.raw`n=\mathrm{poly}(\cdot)/\varepsilon^2\ \Rightarrow\ \|\hat w_i-w_i\|\le\varepsilon`,
  quantity: `${quantity}, five laws`,
  grade: "exponent",
  fidelity: "recalled",
  addition,
  assumes: theory,
  ensemble: (config, seed) => streams(config, seed, () => ({})),
  construct: (config, context) => errors(config, context, { name: "sample rate", noises: [0] }),
  reduce: ({ constructed }) => ({ kind: "curves", curves: curvesByRun(constructed) }),
  predict: () => ({ form: "slope at most", exponent: bound, towards: "large x", constants: "fitted" }),
  counter: {
    why: "inputs are shifted by 2: the error has a floor",
    construct: (config, context) => errors(config, context, { name: "sample rate", noises: [0], shift: 2 }),
  },
};

const noises = [0.05, 0.15] as const;

/** Noise is averaged away. */
export const noiseRate: Claim<Config, GeProblem> = {
  id: "noise",
  name: "Noise",
  says: "Independent noise on the outputs is tolerated: the error still falls like n to the power −1/2.",
  statement: String.raw`y=A\sigma(Wx)+\xi,\ \xi\perp x:\quad\|\hat w_i-w_i\|=O(n^{-1/2})`,
  quantity: `${quantity}, noise 0.05 and 0.15`,
  grade: "exponent",
  fidelity: "recalled",
  addition,
  assumes: theory,
  ensemble: (config, seed) => streams(config, seed, (i) => ({ noise: noises[i % 2] as number })),
  construct: (config, context) => errors(config, context, { name: "noise", noises, share: 1 / 2 }),
  reduce: ({ constructed }) => ({ kind: "curves", curves: curvesByRun(constructed) }),
  predict: () => ({ form: "slope at most", exponent: bound, towards: "large x", constants: "fitted" }),
  counter: {
    why: "inputs are shifted by 2 besides: the error has a floor",
    construct: (config, context) => errors(config, context, { name: "noise", noises, shift: 2 }),
  },
};
