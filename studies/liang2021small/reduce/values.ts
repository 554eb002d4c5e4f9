import type { Measured, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";

/** A number known before the first step; NaN where there is none. */
export function fact(record: RunRecord<Config>, name: string): number {
  const value = record.facts[name];
  return typeof value === "number" ? value : Number.NaN;
}

/** A recorded number; NaN where it has no meaning. */
export function numberOf(sample: Sample, id: string): number {
  const value = sample.values[id];
  return typeof value === "number" ? value : Number.NaN;
}

/** Entry k of a recorded array; NaN where there is none. */
export function entryOf(sample: Sample, id: string, k: number): number {
  const value = sample.values[id];
  return Array.isArray(value) ? ((value as readonly number[])[k] ?? Number.NaN) : Number.NaN;
}

/**
 * The value at the end of a run that converges linearly, with what the arithmetic and the rest of the way can still change: the change over the last fifth of the
 * run, which bounds what is left of a geometric sequence that at least halves in that time.
 */
export function settled(
  record: RunRecord<Config>,
  value: (sample: Sample) => number,
  rounding: (sample: Sample) => number = () => 0,
): Measured {
  const last = record.samples.at(-1) as Sample;
  const before = record.samples.findLast(({ iteration }) => iteration <= 0.8 * last.iteration) ?? last;
  return { run: record.id, value: value(last), rounding: rounding(last) + Math.abs(value(last) - value(before)) };
}
