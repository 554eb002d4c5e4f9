import type { Claim, Context, Measured, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { independentErrors } from "../independent-errors.ts";
import type { GeProblem } from "../problem.ts";
import { curvesByRun } from "../reduce.ts";
import { theory } from "./assumptions.ts";
import { posed } from "./recovery.ts";

/** The rate, and a tenth: what tells it from none and from the next powers in use. */
const [rate, margin] = [-0.5, 0.1];
const laws = ["gaussian", "uniform", "laplace", "mixture", "cube"] as const;
/** One stream a law is recorded, for the figure. */
const streamSamples = { smoke: 4000, default: 80_000, full: 2_000_000 } as const;

/**
 * Sizes double from `smallest`. The last five are the tail that is fitted; those before it show where recovery sets in.
 * Curves, and teachers of every law behind each: the interval of the slope is to be narrower than a tenth; a floor shows in fewer.
 */
const counts = {
  smoke: { smallest: 4, doublings: 9, whole: { curves: 4, teachers: 1 }, broken: { curves: 8, teachers: 3 } },
  default: { smallest: 32, doublings: 9, whole: { curves: 10, teachers: 24 }, broken: { curves: 10, teachers: 2 } },
  full: { smallest: 128, doublings: 9, whole: { curves: 10, teachers: 100 }, broken: { curves: 10, teachers: 10 } },
} as const;

/** All laws, the cube too, can tell d − 1 neurons apart with room to spare. */
const dimensionOf = (config: Config): number => (config.scale === "smoke" ? 3 : 4);

function errors(
  config: Config,
  context: Context,
  order: { readonly name: string; readonly noises: readonly number[]; readonly shift?: number },
): readonly Measured[] {
  const d = dimensionOf(config);
  const { shift = 0 } = order;
  const { smallest, doublings, [shift === 0 ? "whole" : "broken"]: size } = counts[config.scale];
  return independentErrors(context, {
    ...order,
    shift,
    laws,
    inputs: d,
    neurons: d - 1,
    smallest,
    doublings,
    curves: size.curves,
    teachers: size.teachers,
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

const quantity = "slope of the log of the median row error, a geometric mean over five laws, in log n";
const addition = "margin: a tenth; the median over teachers, so that the share of those who are not recovered is no slope";

/** Error of order n^{−1/2}. */
export const sampleRate: Claim<Config, GeProblem> = {
  id: "sample-rate",
  name: "Sample rate",
  says: "With n samples the error of the rows is of order n to the power −1/2.",
  statement: String.raw`n=\mathrm{poly}(\cdot)/\varepsilon^2\ \Rightarrow\ \|\hat w_i-w_i\|\le\varepsilon`,
  quantity,
  grade: "exponent",
  fidelity: "recalled",
  addition,
  assumes: theory,
  ensemble: (config, seed) => streams(config, seed, () => ({})),
  construct: (config, context) => errors(config, context, { name: "sample rate", noises: [0] }),
  reduce: ({ constructed }) => ({ kind: "curves", curves: curvesByRun(constructed) }),
  predict: () => ({ form: "slope equals", exponent: rate, margin, towards: "large x", constants: "fitted" }),
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
  construct: (config, context) => errors(config, context, { name: "noise", noises }),
  reduce: ({ constructed }) => ({ kind: "curves", curves: curvesByRun(constructed) }),
  predict: () => ({ form: "slope at most", exponent: rate + margin, towards: "large x", constants: "fitted" }),
  counter: {
    why: "inputs are shifted by 2 besides: the error has a floor",
    construct: (config, context) => errors(config, context, { name: "noise", noises, shift: 2 }),
  },
};
