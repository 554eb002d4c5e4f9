import type { RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";

/** A recorded number; NaN where it has no meaning. */
export function numberOf(sample: Sample, id: string): number {
  const value = sample.values[id];
  return typeof value === "number" ? value : Number.NaN;
}

/** A number known before the first step. */
export function fact(record: RunRecord<Config>, name: string): number {
  const value = record.facts[name];
  return typeof value === "number" ? value : Number.NaN;
}

/** What makes a run independent of others: its seed; and, at full scale, its network and depth. */
export function drawOf({ seed, config }: Pick<RunRecord<Config>, "seed" | "config">): string {
  return `seed ${seed}, ${config.architecture}, L = ${config.layers}`;
}

/** Records whose loss its rounding moves by at most a hundredth. */
export function resolved(record: RunRecord<Config>): readonly Sample[] {
  return record.samples.filter((sample) => !(numberOf(sample, "lossFloor") > 0.01 * numberOf(sample, "loss")));
}
