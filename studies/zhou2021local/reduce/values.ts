import type { Sample } from "@overparam/core";

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

/** Largest entry of a recorded array; NaN where there is none. */
export function largestOf(sample: Sample, id: string): number {
  const value = sample.values[id];
  return Array.isArray(value) && value.length > 0 ? (value as readonly number[]).reduce((a, b) => Math.max(a, b)) : Number.NaN;
}
