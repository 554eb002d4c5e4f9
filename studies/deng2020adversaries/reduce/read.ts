import type { RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";

/** A number known before the first step; NaN where there is none. */
export function fact(record: RunRecord<Config>, name: string): number {
  const value = record.facts[name];
  return typeof value === "number" ? value : Number.NaN;
}

/** The last record of a run. */
export function last(record: RunRecord<Config>): Sample {
  return record.samples.at(-1) as Sample;
}

/** A recorded number; NaN where it has no meaning. */
export function numberOf(sample: Sample, id: string): number {
  const value = sample.values[id];
  return typeof value === "number" ? value : Number.NaN;
}

/** A recorded array; empty where there is none. */
export function arrayOf(sample: Sample, id: string): readonly number[] {
  const value = sample.values[id];
  return Array.isArray(value) ? (value as readonly number[]) : [];
}
