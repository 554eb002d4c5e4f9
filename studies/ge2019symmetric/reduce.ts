import type { Curve, Material, Measured, RunRecord, Sample } from "@overparam/core";
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

/** Streams behind one curve. */
export const streamsPerCurve = 4;

/** Root mean square error of the rows against the number of samples, one curve for every four streams: single streams wander too much for a slope. */
export function errorCurves({ records }: Material<Config>): readonly Curve[] {
  return Array.from({ length: Math.floor(records.length / streamsPerCurve) }, (_, g): Curve => {
    const group = records.slice(g * streamsPerCurve, (g + 1) * streamsPerCurve);
    const seen = (group[0] as RunRecord<Config>).samples.flatMap(({ time }, i) => (time > 0 ? [[time, i] as const] : []));
    return {
      run: `streams ${g * streamsPerCurve + 1} to ${(g + 1) * streamsPerCurve}`,
      x: seen.map(([time]) => time),
      y: seen.map(([, i]) => {
        const squares = group.reduce((sum, record) => {
          const error = numberOf(record.samples[i], "meanRowError");
          return sum + error * error;
        }, 0);
        return Math.sqrt(squares / group.length);
      }),
    };
  });
}
