import { type Claim, type Context, fold, type Measured, sphere } from "@overparam/core";
import type { Config } from "../config.ts";
import { drawNetwork, drawSigns } from "../network/draw.ts";
import { momentsOf } from "../network/moments.ts";
import { evaluatorOf } from "../network/network.ts";
import type { DengProblem } from "../problem.ts";
import { bendOf } from "../setup.ts";

/** Inputs d and weights W drawn. */
const sizes = {
  smoke: [
    [5, 800],
    [12, 160],
    [24, 24],
  ],
  default: [
    [6, 4000],
    [18, 800],
    [54, 40],
  ],
  full: [
    [6, 20000],
    [18, 5000],
    [54, 200],
    [96, 40],
  ],
} as const;
/** Sign vectors a drawn for every W: they cost no normal numbers. */
const signings = 8;
/** ‖x‖: small, as the part of the bend along x is of the order of its square. */
const scale = 0.1;

/** The mean of (‖P∇²f ĝ‖/‖g‖)² is Eσ''²/Eσ'² as d and m/d grow. */
export const angleLaw: Claim<Config, DengProblem> = {
  id: "angle-law",
  name: "Angle, its law",
  says: "In wide networks of many inputs the angle over the radius is the ratio of the activation's mean square bend and slope, whatever d and m.",
  statement: String.raw`\mathbb E\left(\frac{\|P\,\nabla^2 f\,\hat g\|}{\|g\|}\right)^2\to\frac{\mathbb E\sigma''(\|x\|z)^2}{\mathbb E\sigma'(\|x\|z)^2},\qquad\tan\theta\sim\varepsilon\sqrt{\mathbb E\sigma''^2/\mathbb E\sigma'^2}`,
  quantity: "mean over networks of (‖P∇²f ĝ‖/‖g‖)² over Eσ''²/Eσ'² as 1/d → 0, softplus, m = d²",
  grade: "exact",
  fidelity: "derived",
  addition:
    "the formula; m grows like d², as the direction of ∇f is made of the same neurons as ∇²f, which adds a part of the order of d/m",
  assumes: [],
  construct: (config, context) => ratios(config, context, "softplus"),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: 1, over: "1/d", constants: "given" }),
  counter: {
    why: "tanh networks, whose bend vanishes at 0, against the law of softplus",
    construct: (config, context) => ratios(config, context, "tanh"),
  },
};

function ratios(config: Config, { engine, key: root }: Context, activation: "softplus" | "tanh"): readonly Measured[] {
  const { math } = engine;
  const { slope, bend } = momentsOf(math, "softplus", scale);
  return sizes[config.scale].map(([d, draws]) => {
    const key = fold(fold(root, "angle law"), d);
    const x = new Float64Array(d);
    const gradient = new Float64Array(d);
    let [sum, squares] = [0, 0];
    for (let k = 0; k < draws; k++) {
      const own = fold(key, k);
      sphere(math, fold(own, "x"), d, x);
      const point = x.map((entry) => scale * entry);
      const drawn = drawNetwork(math, own, { activation, inputs: d, width: d * d });
      let ratio = 0;
      for (let a = 0; a < signings; a++) {
        const signs = drawSigns(fold(fold(own, "signings"), a), d * d);
        const network = evaluatorOf(math, { ...drawn, signs });
        network.gradient(point, gradient);
        const turned = bendOf(network, point, gradient);
        ratio += (turned * turned * slope) / (bend * signings);
      }
      sum += ratio;
      squares += ratio * ratio;
    }
    const mean = sum / draws;
    return { run: "all networks", x: 1 / d, value: mean, deviation: Math.sqrt(Math.max(0, squares / draws - mean * mean) / (draws - 1)) };
  });
}
