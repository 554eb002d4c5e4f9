import type { Curve, Material, Measured, Sample } from "@overparam/core";
import type { Config } from "./config.ts";

/** Unit roundoff of double precision. */
export const unit = 1.1102230246251565e-16;

/** A number of a record; NaN where it is none. */
export function numberOf(sample: Sample | undefined, id: string): number {
  const value = sample?.values[id];
  return typeof value === "number" ? value : Number.NaN;
}

/** The error at the end of every run, with what rounding can make of it: sums of as many terms as samples, over the gap of T. */
export function lastErrors({ records }: Material<Config>): readonly Measured[] {
  return records.map((record) => {
    const last = record.samples.at(-1);
    const gap = numberOf(last, "gap");
    const terms = (last?.time ?? 0) + 10_000;
    return {
      run: record.id,
      value: numberOf(last, "rowError"),
      // One neuron has no further singular value, and so no gap that could be small.
      rounding: (4 * terms * unit) / (Number.isFinite(gap) ? gap : 1),
    };
  });
}

/** One curve a run of constructed values. */
export function curvesByRun(values: readonly Measured[]): readonly Curve[] {
  const groups = new Map<string, Measured[]>();
  for (const value of values) groups.set(value.run, [...(groups.get(value.run) ?? []), value]);
  return [...groups].map(([run, own]) => ({ run, x: own.map(({ x }) => x as number), y: own.map(({ value }) => value) }));
}
