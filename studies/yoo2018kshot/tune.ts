import { type Context, rootKey } from "@overparam/core";
import type { Config } from "./config.ts";
import { groupedDescent } from "./grouped-descent.ts";
import { shareGradient } from "./grouping/shared-gradient.ts";
import type { Partition } from "./grouping/partition.ts";
import { accuracyOf } from "./network/accuracy.ts";
import { rowsOf } from "./network/classifier.ts";
import { lossOf, type Scene } from "./scene.ts";

/** Where fine-tuning came to. */
export interface Tuned {
  readonly theta: Float64Array;
  /** On the query images. */
  readonly accuracy: number;
}

/** Fine-tunes a scene with given partitions, outside any run. */
export function tune(config: Config, context: Pick<Context, "engine">, scene: Scene, partitions: readonly Partition[]): Tuned {
  const layers = rowsOf(scene.network);
  const descent = groupedDescent({ ...config, share: (gradient) => shareGradient(gradient, layers, partitions) });
  const problem = { objective: lossOf(config, context, scene), start: scene.start };
  const { state } = descent.advance(problem, descent.init(problem, rootKey("deterministic", 0)), config.steps, {
    value: Number.NEGATIVE_INFINITY,
  });
  return { theta: state.theta, accuracy: accuracyOf(scene.network, state.theta, scene.episode.query) };
}
