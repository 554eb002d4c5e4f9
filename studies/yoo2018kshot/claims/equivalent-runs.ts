import { type Claim, type Context, fold, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { groupCount, type Partition } from "../grouping/partition.ts";
import { type Classifier, type Rows, rowsOf } from "../network/classifier.ts";
import type { YooProblem } from "../problem.ts";
import { lossOf, randomPartition } from "../scene.ts";
import { tune } from "../tune.ts";
import { roundingOf } from "./rounding-of.ts";
import { smallConfig, smallScene } from "./small-scene.ts";

const network: Classifier = { inputs: 5, widths: [8, 6], classes: 3 };
const groups = [3, 2] as const;

/** Shared gradients are one displacement a group. */
export const reparameterization: Claim<Config, YooProblem> = {
  id: "reparameterization",
  name: "Equivalent reparameterization",
  says: "Sharing gradients is ordinary descent on one displacement a group, with the step divided by the group's size.",
  statement: String.raw`w_i=w_i(0)+D_{G(i)},\quad D_G\leftarrow D_G-\frac{\eta}{|G|}\,\frac{\partial L}{\partial D_G}`,
  quantity: "largest difference of the weights of the two runs",
  grade: "exact",
  fidelity: "derived",
  assumes: [],
  construct: (config, context) => displaced(config, context, (size) => 1 / size),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: { why: "displacements with the undivided step", construct: (config, context) => displaced(config, context, () => 1) },
};

/** Neurons of one group may be exchanged. */
export const permutation: Claim<Config, YooProblem> = {
  id: "permutation",
  name: "Permutation",
  says: "Exchanging neurons inside a group, with their outgoing weights, gives the same run with these neurons exchanged.",
  statement: String.raw`\theta_\pi(t)=\pi\,\theta(t)\quad\text{for permutations}\ \pi\ \text{inside groups}`,
  quantity: "largest difference of the weights, permuted back",
  grade: "exact",
  fidelity: "derived",
  assumes: [],
  construct: (config, context) => exchanged(config, context, insideGroups),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "neurons exchanged between groups",
    construct: (config, context) => exchanged(config, context, (partition) => Array.from(partition, (_, i) => (i + 1) % partition.length)),
  },
};

function drawn(context: Context) {
  const key = fold(context.key, "equivalent");
  const scene = smallScene(context, key, network);
  const partitions = groups.map((count, l) => randomPartition(fold(fold(key, "groups"), l), network.widths[l] as number, count));
  return { scene, partitions };
}

function largestGap(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, entry, i) => Math.max(most, Math.abs(entry - (b[i] as number))), 0);
}

function displaced(config: Config, context: Context, part: (size: number) => number): readonly Measured[] {
  const { scene, partitions } = drawn(context);
  const settings = smallConfig(config);
  const objective = lossOf(settings, context, scene);
  const layers = rowsOf(network);
  const displacements = partitions.map((partition, l) => new Float64Array(groupCount(partition) * (layers[l] as Rows).fanIn));
  const theta = scene.start.slice();
  const gradient = new Float64Array(theta.length);
  for (let step = 0; step < settings.steps; step++) {
    objective.gradient(theta, gradient);
    partitions.forEach((partition, l) => {
      const { fanIn, offset } = layers[l] as Rows;
      const own = displacements[l] as Float64Array;
      const slopes = new Float64Array(own.length);
      const sizes = new Float64Array(groupCount(partition));
      partition.forEach((group, i) => {
        sizes[group] = (sizes[group] as number) + 1;
        for (let k = 0; k < fanIn; k++)
          slopes[group * fanIn + k] = (slopes[group * fanIn + k] as number) + (gradient[offset + i * fanIn + k] as number);
      });
      for (let at = 0; at < own.length; at++) {
        own[at] = (own[at] as number) - settings.step * part(sizes[Math.floor(at / fanIn)] as number) * (slopes[at] as number);
      }
      partition.forEach((group, i) => {
        for (let k = 0; k < fanIn; k++)
          theta[offset + i * fanIn + k] = (scene.start[offset + i * fanIn + k] as number) + (own[group * fanIn + k] as number);
      });
    });
    const head = (layers.at(-1) as Rows).offset;
    for (let at = head; at < theta.length; at++) theta[at] = (theta[at] as number) - settings.step * (gradient[at] as number);
  }
  const shared = tune(settings, context, scene, partitions).theta;
  return [{ run: "displacements", value: largestGap(shared, theta), rounding: roundingOf(settings, context, scene, partitions) }];
}

/** Every neuron takes the place of the next one of its group. */
function insideGroups(partition: Partition): readonly number[] {
  return Array.from(partition, (group, i) => {
    for (let step = 1; step < partition.length; step++) {
      const next = (i + step) % partition.length;
      if (partition[next] === group) return next;
    }
    return i;
  });
}

/** θ with neuron `to[i]` of every hidden layer in the place of i, its outgoing weights with it. */
function permuted(theta: Float64Array, orders: readonly (readonly number[])[]): Float64Array {
  const out = theta.slice();
  rowsOf(network).forEach(({ neurons, fanIn, offset }, l) => {
    for (let i = 0; i < neurons; i++) {
      const row = orders[l]?.[i] ?? i;
      for (let k = 0; k < fanIn; k++) {
        const column = k < fanIn - 1 ? (orders[l - 1]?.[k] ?? k) : k;
        out[offset + i * fanIn + k] = theta[offset + row * fanIn + column] as number;
      }
    }
  });
  return out;
}

function exchanged(config: Config, context: Context, orderOf: (partition: Partition) => readonly number[]): readonly Measured[] {
  const { scene, partitions } = drawn(context);
  const settings = smallConfig(config);
  const orders = partitions.map(orderOf);
  const one = tune(settings, context, scene, partitions).theta;
  const other = tune(settings, context, { ...scene, start: permuted(scene.start, orders) }, partitions).theta;
  return [
    {
      run: "exchanged neurons",
      value: largestGap(permuted(one, orders), other),
      rounding: roundingOf(settings, context, scene, partitions),
    },
  ];
}
