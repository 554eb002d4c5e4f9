import type { RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";

/** A recorded number; NaN where it has no meaning. */
export function numberOf(sample: Sample | undefined, id: string): number {
  const value = sample?.values[id];
  return typeof value === "number" ? value : Number.NaN;
}

/** A number known before the first step. */
export function fact(record: RunRecord<Config>, name: string): number {
  const value = record.facts[name];
  return typeof value === "number" ? value : Number.NaN;
}

/** The last record of a run. */
export function lastOf(record: RunRecord<Config>): Sample | undefined {
  return record.samples.at(-1);
}

/** Records whose loss is at least 100 times its rounding error. */
export function resolved(record: RunRecord<Config>): readonly Sample[] {
  return record.samples.filter((sample) => numberOf(sample, "lossFloor") <= 0.01 * numberOf(sample, "loss"));
}
