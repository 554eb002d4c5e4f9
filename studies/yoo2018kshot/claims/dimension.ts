import { type Claim, type Context, fold, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { groupCount, type Partition, singletons } from "../grouping/partition.ts";
import { type Classifier, layoutOf, rowsOf } from "../network/classifier.ts";
import type { YooProblem } from "../problem.ts";
import { randomPartition } from "../scene.ts";
import { tune } from "../tune.ts";
import { randomLabelled, smallConfig, smallScene } from "./small-scene.ts";

const network: Classifier = { inputs: 3, widths: [5, 4], classes: 3 };
const groups = [2, 3] as const;
/** A singular value below this part of the largest is rounding. */
const resolution = 1e-9;

/** The reachable set is an affine space of dimension Σ groups × fan-in. */
export const dimension: Claim<Config, YooProblem> = {
  id: "dimension",
  name: "Dimension",
  says: "Fine-tuning moves the hidden weights in a space of as many dimensions as groups times fan-in.",
  statement: String.raw`\operatorname{rank}\{\theta(t)-\theta(0)\}=\sum_l c_l\,(m_{l-1}+1)`,
  quantity: "rank of the hidden displacements of many runs on random data, less the formula",
  grade: "exact",
  fidelity: "derived",
  addition: "biases count as inputs",
  assumes: [],
  construct: (config, context) => excess(config, context, false),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: { why: "runs with gradients that are not shared", construct: (config, context) => excess(config, context, true) },
};

function excess(config: Config, context: Context, alone: boolean): readonly Measured[] {
  const key = fold(context.key, "dimension");
  const scene = smallScene(context, key, network);
  const layers = rowsOf(network);
  const head = (layers.at(-1) as (typeof layers)[number]).offset;
  const partitions = groups.map((count, l) => randomPartition(fold(fold(key, "groups"), l), network.widths[l] as number, count));
  const used: readonly Partition[] = alone ? network.widths.map(singletons) : partitions;
  const wanted = partitions.reduce((sum, partition, l) => sum + groupCount(partition) * (layers[l] as (typeof layers)[number]).fanIn, 0);
  const count = layoutOf(network).size;
  const rows = new Float64Array(count * head);
  // Every run starts elsewhere, so that no neuron is dead in all of them; displacements are what counts.
  for (let k = 0; k < count; k++) {
    const own = smallScene(context, fold(key, k), network);
    const data = randomLabelled(context, fold(fold(key, "run"), k), 6, network.inputs, network.classes);
    const start = own.start;
    const { theta } = tune(
      smallConfig(config, { steps: 3 }),
      context,
      { ...scene, start, episode: { ...scene.episode, support: data } },
      used,
    );
    for (let i = 0; i < head; i++) rows[k * head + i] = (theta[i] as number) - (start[i] as number);
  }
  const values = new Float64Array(Math.min(count, head));
  context.engine.linear.singular(rows, count, head, values);
  const rank = values.filter((entry) => entry > resolution * (values[0] as number)).length;
  return [{ run: `${count} runs`, value: rank - wanted }];
}
