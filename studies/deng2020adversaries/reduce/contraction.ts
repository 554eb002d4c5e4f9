import type { RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { arrayOf } from "./read.ts";

/** Distances over which the rate is read, in parts of the radius: below, roundings show; above, the curvature of the way. */
const [lowest, highest] = [1e-7, 1e-3];

/**
 * The factor by which the first start comes nearer to its limit in one step: the geometric mean over the last steps whose distance lies in [1e−7, 1e−3] ε.
 *
 * @returns NaN where fewer than two such records follow one another
 */
export function contractionOf(record: RunRecord<Config>, root: (x: number, n: number) => number): number {
  const end = arrayOf(record.samples.at(-1) as RunRecord<Config>["samples"][number], "place");
  const radius = Number(record.facts["radius"]);
  const seen = record.samples
    .map((sample) => ({ iteration: sample.iteration, distance: distance(arrayOf(sample, "place"), end) / radius }))
    .filter((entry) => entry.distance >= lowest && entry.distance <= highest);
  const final = seen.at(-1);
  // Six steps at most: the slowest direction has then taken over, where there is time for it.
  const first = seen.at(-Math.min(seen.length, 7));
  if (first === undefined || final === undefined || final.iteration === first.iteration) return Number.NaN;
  return root(final.distance / first.distance, final.iteration - first.iteration);
}

function distance(u: readonly number[], v: readonly number[]): number {
  return Math.sqrt(u.reduce((sum, entry, k) => sum + (entry - (v[k] ?? Number.NaN)) * (entry - (v[k] ?? Number.NaN)), 0));
}
