import { type Claim, type Context, fold, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { groupCount, type Partition } from "../grouping/partition.ts";
import { shareGradient } from "../grouping/shared-gradient.ts";
import { type Classifier, type Rows, rowsOf } from "../network/classifier.ts";
import type { YooProblem } from "../problem.ts";
import { lossOf, nestedOf } from "../scene.ts";
import { tune } from "../tune.ts";
import { smallConfig, smallScene } from "./small-scene.ts";

const network: Classifier = { inputs: 5, widths: [8, 8], classes: 3 };
/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;
/** Steps after which the gradient is looked at. */
const places = [1, 5, 20] as const;
/** The longest step of the limit, halved so often. */
const [longest, halvings] = [1e-4, 6];

type Share = (gradient: Float64Array, layers: readonly Rows[], partitions: readonly Partition[]) => void;

/** The decrease of one small step is η ‖Mg‖². */
export const firstOrder: Claim<Config, YooProblem> = {
  id: "first-order",
  name: "First-order decrease",
  says: "A small step along the shared gradient lowers the loss by the step times the squared norm of the shared gradient.",
  statement: String.raw`\lim_{\eta\to0}\frac{L(\theta)-L(\theta-\eta Mg)}{\eta\,\|Mg\|^2}=1`,
  quantity: "decrease of the loss over η ‖Mg‖², as η → 0",
  grade: "exact",
  fidelity: "derived",
  addition: "the limit is extrapolated from halved steps",
  assumes: [],
  construct: (config, context) => decreases(config, context, shareGradient),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: 1, over: "η", constants: "given" }),
  counter: { why: "the sum over the group in place of its mean", construct: (config, context) => decreases(config, context, summed) },
};

/** Finer partitions leave more of the gradient. */
export const refinement: Claim<Config, YooProblem> = {
  id: "refinement",
  name: "Refinement",
  says: "At one point, finer partitions leave more of the squared gradient, and single neurons all of it.",
  statement: String.raw`G'\ \text{refines}\ G:\ \|M_Gg\|^2\le\|M_{G'}g\|^2\le\|g\|^2`,
  quantity: "‖M'g‖²/‖g‖² less ‖Mg‖²/‖g‖², neighbours in a chain of nested partitions",
  grade: "inequality",
  fidelity: "derived",
  assumes: [],
  construct: (config, context) => gains(config, context, shareGradient),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "at least", bound: 0, scale: 1, constants: "given" }),
  counter: { why: "the sum over the group in place of its mean", construct: (config, context) => gains(config, context, summed) },
};

/** Sums in place of means: no projection. */
function summed(gradient: Float64Array, layers: readonly Rows[], partitions: readonly Partition[]): void {
  shareGradient(gradient, layers, partitions);
  partitions.forEach((partition, l) => {
    const { fanIn, offset } = layers[l] as Rows;
    const sizes = new Float64Array(groupCount(partition));
    for (const group of partition) sizes[group] = (sizes[group] as number) + 1;
    partition.forEach((group, i) => {
      for (let k = 0; k < fanIn; k++)
        gradient[offset + i * fanIn + k] = (gradient[offset + i * fanIn + k] as number) * (sizes[group] as number);
    });
  });
}

/** Gradients along a run without groups, with the nested partitions of the start, fine to coarse. */
function points(config: Config, context: Context) {
  const scene = smallScene(context, fold(context.key, "point"), network);
  const objective = lossOf(config, context, scene);
  const chains = nestedOf(scene);
  const levels = (chains[0] as readonly Partition[]).map((_, level) => chains.map((chain) => chain[level] as Partition));
  return places.map((steps) => {
    const { theta } = tune(smallConfig(config, { steps }), context, scene, []);
    const gradient = new Float64Array(theta.length);
    const value = objective.gradient(theta, gradient);
    return { steps, objective, theta, gradient, value, levels };
  });
}

function decreases(config: Config, context: Context, share: Share): readonly Measured[] {
  return points(config, context).flatMap(({ steps, objective, theta, gradient, value, levels }) =>
    levels.slice(1).flatMap((partitions, level) => {
      const shared = gradient.slice();
      share(shared, rowsOf(network), partitions);
      const square = squareOf(shared);
      return Array.from({ length: halvings }, (_, k): Measured => {
        const eta = longest / (1 << k);
        const after = objective.value(theta.map((entry, i) => entry - eta * (shared[i] as number)));
        return {
          run: `step ${steps}, level ${level + 1}`,
          x: eta,
          value: (value - after) / (eta * square),
          rounding: (200 * unitRoundoff * Math.max(1, value)) / (eta * square),
        };
      });
    }),
  );
}

function gains(config: Config, context: Context, share: Share): readonly Measured[] {
  return points(config, context).flatMap(({ steps, gradient, levels }) => {
    const whole = squareOf(gradient);
    const parts = levels.map((partitions) => {
      const shared = gradient.slice();
      share(shared, rowsOf(network), partitions);
      return squareOf(shared) / whole;
    });
    const rounding = 4 * gradient.length * unitRoundoff;
    return [1, ...parts].slice(0, -1).map((finer, at) => ({ run: `step ${steps}`, value: finer - (parts[at] as number), rounding }));
  });
}

function squareOf(x: Float64Array): number {
  return x.reduce((sum, entry) => sum + entry * entry, 0);
}
