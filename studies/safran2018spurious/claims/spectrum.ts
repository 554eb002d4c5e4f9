import { type Claim, type Context, denseHessian, type Measured, populationObjective } from "@overparam/core";
import type { Config } from "../config.ts";
import { lowestFamily, lowestNetwork } from "../family/lowest.ts";
import { powerMargin } from "./margins.ts";

const sizes: Readonly<Record<Config["scale"], readonly number[]>> = {
  smoke: [6, 8, 10, 12],
  default: [6, 8, 10, 12, 14, 16],
  full: [6, 8, 10, 12, 14, 16, 20, 24],
};

/** Eigenvalues, largest first, of the Hessian at the teachers, at the lowest spurious family, and at twice the teachers. */
function spectraOf({ engine }: Context, k: number) {
  const teachers = Float64Array.from({ length: k * k }, (_, at) => (at % (k + 1) === 0 ? 1 : 0));
  const objective = populationObjective(
    engine,
    { activation: "relu", parameterization: "plain", students: k, inputs: k },
    { directions: teachers, weights: new Float64Array(k).fill(1) },
  );
  const at = (w: Float64Array): Float64Array => {
    const values = new Float64Array(k * k);
    engine.linear.eigenSymmetric(denseHessian(objective, w), k * k, values);
    return values.reverse();
  };
  try {
    return {
      global: at(teachers),
      spurious: at(lowestNetwork(k, lowestFamily(engine.math, k).coordinates)),
      far: at(teachers.map((entry) => 2 * entry)),
    };
  } finally {
    objective.close();
  }
}

type Spectra = ReturnType<typeof spectraOf>;

/** One number for every k. */
function measured(config: Config, context: Context, of: (spectra: Spectra, k: number) => number): readonly Measured[] {
  return sizes[config.scale].map((k) => ({ run: `k = ${k}`, x: k, value: of(spectraOf(context, k), k) }));
}

const entry = (values: Float64Array, at: number): number => values[at] as number;

/** Arjevani, Field: Θ(k) eigenvalues grow linearly in k. Here the k-th largest. */
export const spectrumGrowth: Claim<Config> = {
  id: "spectrum-growth",
  name: "Spectrum, growing part",
  says: "A number of eigenvalues of the order of k grows in proportion to k, at global and at spurious minima.",
  statement: String.raw`\lambda_{(k)}(\nabla^2L)=\Theta(k)`,
  quantity: "power of k in the k-th largest eigenvalue over k, the smaller of both minima",
  grade: "exponent",
  fidelity: "paper",
  addition: "from the abstracts; the k-th largest eigenvalue stands for a number of them of order k",
  assumes: [],
  construct: (config, context) =>
    measured(config, context, ({ global, spurious }, k) => Math.min(entry(global, k - 1), entry(spurious, k - 1)) / k),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "no trend", over: "k", margin: 2 * powerMargin, constants: "fitted" }),
  counter: {
    why: "the median eigenvalue, which does not grow",
    construct: (config, context) =>
      measured(config, context, ({ global, spurious }, k) => {
        const middle = Math.floor((k * k) / 2);
        return Math.min(entry(global, middle), entry(spurious, middle)) / k;
      }),
  },
};

/** Arjevani, Field: most eigenvalues sit near small constants. Here the (2k + 1)-th largest and all after it. */
export const spectrumBulk: Claim<Config> = {
  id: "spectrum-bulk",
  name: "Spectrum, bulk",
  says: "All but some 2k eigenvalues stay bounded as k grows, at global and at spurious minima.",
  statement: String.raw`\lambda_{(2k+1)}(\nabla^2L)=O(1)`,
  quantity: "power of k in the (2k + 1)-th largest eigenvalue, the larger of both minima",
  grade: "exponent",
  fidelity: "paper",
  addition: "from the abstracts; 2k stands for Θ(k)",
  assumes: [],
  construct: (config, context) =>
    measured(config, context, ({ global, spurious }, k) => Math.max(entry(global, 2 * k), entry(spurious, 2 * k))),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "no growth", over: "k", margin: powerMargin, constants: "fitted" }),
  counter: {
    why: "the largest eigenvalue",
    construct: (config, context) => measured(config, context, ({ global, spurious }) => Math.max(entry(global, 0), entry(spurious, 0))),
  },
};

/** Arjevani, Field: spectra at global and spurious minima agree to O(k^{−1/2}). */
export const spectrumAgreement: Claim<Config> = {
  id: "spectrum-agreement",
  name: "Spectrum, agreement",
  says: "The spectra at global and spurious minima come together like one over the root of k.",
  statement: String.raw`\frac1{k^2}\sum_j\bigl|\lambda_{(j)}(\nabla^2L(W^*))-\lambda_{(j)}(\nabla^2L(W_{\mathrm{spurious}}))\bigr|=O(k^{-1/2})`,
  quantity: "power of k in √k times the mean distance of the ordered eigenvalues",
  grade: "exponent",
  fidelity: "paper",
  addition: "from the abstracts; the distance is the mean over the ordered eigenvalues",
  assumes: [],
  construct: (config, context) => measured(config, context, ({ global, spurious }, k) => distance(global, spurious, k)),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "no growth", over: "k", margin: powerMargin, constants: "fitted" }),
  counter: {
    why: "the spectrum at twice the teachers in place of a spurious minimum's",
    construct: (config, context) => measured(config, context, ({ global, far }, k) => distance(global, far, k)),
  },
};

function distance(a: Float64Array, b: Float64Array, k: number): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += Math.abs((a[j] as number) - (b[j] as number));
  return (Math.sqrt(k) * sum) / a.length;
}
