import { type Context, fold, normal, rootKey } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Partition } from "../grouping/partition.ts";
import { layoutOf } from "../network/classifier.ts";
import type { Scene } from "../scene.ts";
import { tune } from "../tune.ts";

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;
/** Size of the trial disturbance: above rounding, below the kinks of the network. */
const disturbance = 1e-9;

/**
 * What the roundings of two runs that are equal in exact arithmetic can do to their weights.
 *
 * A run whose start is disturbed by 1e−9 tells by how much disturbances grow on the way (at least 1). Every step adds the rounding of a gradient, a sum of as many
 * terms as there are weights and examples at most, each growing as much.
 */
export function roundingOf(config: Config, context: Pick<Context, "engine">, scene: Scene, partitions: readonly Partition[]): number {
  const { size } = layoutOf(scene.network);
  const noise = new Float64Array(size);
  normal(context.engine.math, fold(rootKey("rounding", 0), "noise"), noise);
  const start = scene.start.map((entry, i) => entry + disturbance * (noise[i] as number));
  const one = tune(config, context, scene, partitions).theta;
  const other = tune(config, context, { ...scene, start }, partitions).theta;
  const apart = one.reduce((most, entry, i) => Math.max(most, Math.abs(entry - (other[i] as number))), 0);
  const growth = Math.max(1, apart / disturbance);
  const largest = one.reduce((most, entry) => Math.max(most, Math.abs(entry)), 1);
  return unitRoundoff * growth * (config.steps + 1) * (size + scene.episode.support.y.length) * largest;
}
