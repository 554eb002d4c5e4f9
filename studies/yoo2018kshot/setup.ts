import { type Context, fold, logSpaced, misuse, type Setup } from "@overparam/core";
import type { Config } from "./config.ts";
import { groupedDescent } from "./grouped-descent.ts";
import { groupCount } from "./grouping/partition.ts";
import { shareGradient } from "./grouping/shared-gradient.ts";
import { accuracyOf } from "./network/accuracy.ts";
import { forward, rowsOf } from "./network/classifier.ts";
import type { YooProblem } from "./problem.ts";
import { lossOf, nestedOf, partitionsOf, scenes } from "./scene.ts";

/**
 * Sets up the fine-tuning of one episode: images, pretrained network, groups, descent by shared gradients.
 *
 * @throws Misuse for settings that do not fit together, unusable files
 */
export function setup(config: Config, context: Context): Setup<YooProblem> {
  const [scene] = scenes(config, context, context.key, 1);
  if (scene === undefined) throw misuse("yoo2018kshot", "needs an episode");
  const { network, start, episode } = scene;
  const partitions = partitionsOf(config, context, context.key, scene);
  const layers = rowsOf(network);
  const dead = network.widths.map((neurons, l) => {
    const outputs = forward(network, start, episode.base.x)[l] as Float64Array;
    return Array.from({ length: neurons }, (_, i) => outputs.every((entry, at) => at % neurons !== i || entry === 0)).filter(Boolean)
      .length;
  });
  return {
    problem: { objective: lossOf(config, context, scene), start, network, episode, partitions, nested: nestedOf(scene) },
    dynamics: groupedDescent({
      ...config,
      share: (gradient) => shareGradient(gradient, layers, partitions),
    }) as unknown as Setup<YooProblem>["dynamics"],
    schedule: logSpaced({ last: config.steps, perDecade: config.recordsPerDecade }),
    stopAt: Number.NEGATIVE_INFINITY,
    key: fold(context.key, "steps"),
    facts: {
      d: network.inputs,
      weights: start.length,
      classes: network.classes,
      support: episode.support.y.length,
      query: episode.query.y.length,
      realised: partitions.map(groupCount),
      dead,
      startAccuracy: accuracyOf(network, start, episode.query),
    },
  };
}
