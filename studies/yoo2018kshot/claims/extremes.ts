import { type Claim, type Context, fold, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { singletons } from "../grouping/partition.ts";
import { type Classifier, rowsOf } from "../network/classifier.ts";
import type { YooProblem } from "../problem.ts";
import { randomPartition } from "../scene.ts";
import { tune } from "../tune.ts";
import { roundingOf } from "./rounding-of.ts";
import { smallConfig, smallScene } from "./small-scene.ts";

const network: Classifier = { inputs: 5, widths: [7, 6], classes: 3 };

/** Groups = neurons is ordinary fine-tuning; one group shifts all neurons by one vector. */
export const extremes: Claim<Config, YooProblem> = {
  id: "extremes",
  name: "Extremes",
  says: "As many groups as neurons is ordinary fine-tuning; a single group moves all neurons of a layer by the same vector.",
  statement: String.raw`c=m:\ \theta_G(t)=\theta(t);\qquad c=1:\ w_i(t)-w_i(0)=w_j(t)-w_j(0)`,
  quantity: "largest difference of the weights to those without groups; of the displacements of two neurons",
  grade: "exact",
  fidelity: "derived",
  assumes: [],
  construct: (config, context) => differences(config, context, 1),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: { why: "two groups in the place of both extremes", construct: (config, context) => differences(config, context, 2) },
};

function differences(config: Config, context: Context, groups: number): readonly Measured[] {
  const key = fold(context.key, "extremes");
  const scene = smallScene(context, key, network);
  const settings = smallConfig(config);
  const random = network.widths.map((neurons, l) => randomPartition(fold(fold(key, "groups"), l), neurons, groups));
  const plain = tune(settings, context, scene, []).theta;
  const fine = tune(settings, context, scene, groups === 1 ? network.widths.map(singletons) : random).theta;
  const rounding = roundingOf(settings, context, scene, []);
  const { theta: coarse } = tune(settings, context, scene, random);
  let spread = 0;
  network.widths.forEach((neurons, l) => {
    const { offset, fanIn } = rowsOf(network)[l] as ReturnType<typeof rowsOf>[number];
    for (let k = 0; k < fanIn; k++) {
      const moved = Array.from(
        { length: neurons },
        (_, i) => (coarse[offset + i * fanIn + k] as number) - (scene.start[offset + i * fanIn + k] as number),
      );
      spread = Math.max(spread, Math.max(...moved) - Math.min(...moved));
    }
  });
  return [
    {
      run: "groups = neurons",
      value: plain.reduce((most, entry, i) => Math.max(most, Math.abs(entry - (fine[i] as number))), 0),
      rounding,
    },
    { run: "one group", value: spread, rounding },
  ];
}
