import { type Claim, type Context, fold, type Measured, normal } from "@overparam/core";
import type { Config } from "../config.ts";
import { drawNetwork } from "../network/draw.ts";
import { momentsOf } from "../network/moments.ts";
import { evaluatorOf } from "../network/network.ts";
import type { DengProblem } from "../problem.ts";

const sizes = {
  smoke: { dimensions: [10, 30], draws: 100 },
  default: { dimensions: [10, 30, 60], draws: 300 },
  full: { dimensions: [10, 30, 60, 120], draws: 1000 },
} as const;
const width = 100;
const inputScales = [0.2, 1] as const;

/** E‖∇f(x)‖² = (d − 1) E σ'² + E z² σ'², which is d E σ'² up to O(1). */
export const gradientSize: Claim<Config, DengProblem> = {
  id: "gradient-size",
  name: "Size of the gradient",
  says: "The squared norm of the gradient at an input is d times the mean square of the activation's slope.",
  statement: String.raw`\mathbb E\|\nabla f(x)\|^2=(d-1)\,\mathbb E\sigma'(\|x\|z)^2+\mathbb E z^2\sigma'(\|x\|z)^2\sim d\,\mathbb E\sigma'(\|x\|z)^2`,
  quantity: "mean over networks of ‖∇f(x)‖² over its expectation",
  grade: "exact",
  fidelity: "derived",
  addition: "the formula, with the part along x that makes it exact for every d and m",
  assumes: [],
  construct: (config, context) => ratios(config, context, false),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 1, constants: "given" }),
  counter: {
    why: "output weights that are all 1: the gradients of the neurons add up along x",
    construct: (config, context) => ratios(config, context, true),
  },
};

function ratios(config: Config, { engine, key: root }: Context, oneSided: boolean): readonly Measured[] {
  const { math } = engine;
  const { dimensions, draws } = sizes[config.scale];
  return dimensions.flatMap((d) =>
    inputScales.map((scale) => {
      const { slope, slopeAlong } = momentsOf(math, config.activation, scale);
      const expected = (d - 1) * slope + slopeAlong;
      const key = fold(fold(fold(root, "gradient size"), d), Math.floor(1000 * scale));
      const gradient = new Float64Array(d);
      const x = new Float64Array(d);
      let [sum, squares] = [0, 0];
      for (let k = 0; k < draws; k++) {
        const own = fold(key, k);
        normal(math, fold(own, "x"), x);
        const length = Math.sqrt(x.reduce((total, entry) => total + entry * entry, 0));
        const drawn = drawNetwork(math, own, { activation: config.activation, inputs: d, width });
        const network = evaluatorOf(math, oneSided ? { ...drawn, signs: drawn.signs.map(Math.abs) } : drawn);
        network.gradient(
          x.map((entry) => (scale * entry) / length),
          gradient,
        );
        const ratio = gradient.reduce((total, entry) => total + entry * entry, 0) / expected;
        sum += ratio;
        squares += ratio * ratio;
      }
      const mean = sum / draws;
      return { run: `d = ${d}, ‖x‖ = ${scale}`, value: mean, deviation: Math.sqrt((squares / draws - mean * mean) / (draws - 1)) };
    }),
  );
}
