import type { Claim, Context, Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { batches, table } from "../ensembles.ts";
import { hiddenFamily } from "../family/hidden.ts";
import { lowestFamily } from "../family/lowest.ts";
import { startsOf, unfinished } from "../reduce/starts.ts";
import { levelWidth } from "./margins.ts";

/** 1/2 − 2/π², rounded to double. */
const lowestLimit = 0.29735763271532445;
/** 1/2 − 1/π, rounded to double. */
const hiddenLimit = 0.1816901138162093;
const lowestSizes = [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120] as const;
const hiddenSizes = [400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200] as const;

/** The lowest family: k L → 1/2 − 2/π². */
export const lowestLaw: Claim<Config> = {
  id: "lowest-law",
  name: "Lowest family, limit",
  says: "The loss of the lowest spurious minima falls like one over k, with a constant that is known.",
  statement: String.raw`S_{k-1}\times S_1:\quad\lim_{k\to\infty}k\,L=\tfrac12-\tfrac2{\pi^2}`,
  quantity: "k L as 1/k → 0, by reduced coordinates, k = 10 … 5120",
  grade: "exact",
  fidelity: "derived",
  addition: "the family is Arjevani and Field's (form recalled); its losses and their limit are derived by the laboratory",
  assumes: [],
  construct: (_config, context) => lowestSizes.map((k) => scaledLoss(context, k, lowestFamily, k)),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: lowestLimit, over: "1/k", constants: "given" }),
  counter: {
    why: "the loss of the other family in place of k times that of this one",
    construct: (_config, context) => lowestSizes.map((k) => scaledLoss(context, k, hiddenFamily, 1)),
  },
};

/** The family of symmetry S_k: L → 1/2 − 1/π. */
export const hiddenLaw: Claim<Config> = {
  id: "hidden-law",
  name: "S_k family, limit",
  says: "The critical points of full symmetry keep a loss bounded away from zero.",
  statement: String.raw`S_k:\quad\lim_{k\to\infty}L=\tfrac12-\tfrac1\pi`,
  quantity: "L as 1/k → 0, by reduced coordinates, k = 400 … 51 200",
  grade: "exact",
  fidelity: "derived",
  addition: "the family is Arjevani and Field's (form recalled); its losses and their limit are derived by the laboratory",
  assumes: [],
  construct: (_config, context) => hiddenSizes.map((k) => scaledLoss(context, k, hiddenFamily, 1)),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: hiddenLimit, over: "1/k", constants: "given" }),
  counter: {
    why: "the lowest family, whose loss falls to zero",
    construct: (_config, context) => hiddenSizes.map((k) => scaledLoss(context, k, lowestFamily, 1)),
  },
};

function scaledLoss({ engine }: Context, k: number, family: typeof lowestFamily, factor: number): Measured {
  const { loss, rounding, gradient } = family(engine.math, k);
  // A gradient of g in each of k² entries moves the loss of a minimum by g² k² over its curvature; far below the rounding.
  return { run: "reduced coordinates", x: 1 / k, value: factor * loss, rounding: factor * (rounding + gradient * gradient * k * k) };
}

/** The lowest spurious minima that descent finds are those of the lowest family. */
export const lowestFound: Claim<Config> = {
  id: "lowest-found",
  name: "Lowest family, found",
  says: "The lowest loss at which descent gets stuck is that of the family of symmetry S_{k−1} × S_1.",
  statement: String.raw`\min\{L(W_\infty)\ge10^{-3}\}=L_{S_{k-1}\times S_1}(k)`,
  quantity: "lowest loss of the stuck starts less that of the family, for every k",
  grade: "exact",
  fidelity: "derived",
  addition: "the identification is the laboratory's",
  assumes: [],
  ensemble: table,
  construct: (config, context) => lossesOf(config, context, lowestFamily),
  reduce: ({ records, constructed }) => {
    const starts = startsOf(records);
    return {
      kind: "values",
      values: constructed.flatMap((family): readonly Measured[] => {
        const stuck = starts.filter(({ k, bad }) => bad && k === family.x);
        if (stuck.length === 0) return [];
        const low = stuck.reduce((a, b) => (b.loss < a.loss ? b : a));
        return [{ run: low.name, value: low.loss - family.value, rounding: 2 * (family.rounding ?? 0) }];
      }),
      ...unfinished(starts),
    };
  },
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "the family of symmetry S_k in its place",
    construct: (config, context) => lossesOf(config, context, hiddenFamily),
  },
};

/** The S_k family is hidden: descent from the standard start does not reach it. */
export const hiddenUnseen: Claim<Config> = {
  id: "hidden-unseen",
  name: "S_k family, unseen",
  says: "Descent from the standard start does not end at the critical points of full symmetry.",
  statement: String.raw`|L(W_\infty)-L_{S_k}(k)|\ge10^{-4}`,
  quantity: "least distance of a final loss from that of the S_k family, for every k",
  grade: "inequality",
  fidelity: "derived",
  addition: "1e-4 is the width of a level of final objectives",
  assumes: [],
  ensemble: table,
  construct: (config, context) => lossesOf(config, context, hiddenFamily),
  reduce: ({ records, constructed }) => {
    const starts = startsOf(records).filter(({ finished }) => finished);
    return {
      kind: "values",
      values: constructed.flatMap((family): readonly Measured[] => {
        const near = starts.filter(({ k }) => k === family.x).map(({ name, loss }) => ({ name, apart: Math.abs(loss - family.value) }));
        if (near.length === 0) return [];
        const { name, apart } = near.reduce((a, b) => (b.apart < a.apart ? b : a));
        return [{ run: name, value: apart, rounding: family.rounding ?? 0 }];
      }),
      ...unfinished(startsOf(records)),
    };
  },
  predict: () => ({ form: "at least", bound: levelWidth, constants: "given" }),
  counter: {
    why: "descent that starts at the family itself",
    ensemble: (config, seed) => batches(config, seed, { teachers: 8, start: "hidden" }, 1),
  },
};

/** The loss of a family at the table's k; `x` is k. */
function lossesOf(config: Config, { engine }: Context, family: typeof lowestFamily): readonly Measured[] {
  const ks = [...new Set(table(config, 0).map((trial) => trial.config.teachers))];
  return ks.map((k) => {
    const { loss, rounding } = family(engine.math, k);
    return { run: `k = ${k}`, x: k, value: loss, rounding };
  });
}
