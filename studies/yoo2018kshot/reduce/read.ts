import type { RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";

/** The last record of a run. */
export function last(record: RunRecord<Config>): Sample {
  return record.samples.at(-1) as Sample;
}

/** A recorded number; NaN where it has no meaning. */
export function numberOf(sample: Sample, id: string): number {
  const value = sample.values[id];
  return typeof value === "number" ? value : Number.NaN;
}
