import type { Curve, Material, Measured, Sample } from "@overparam/core";
import type { Config } from "./config.ts";

/** Unit roundoff of double precision. */
export const unit = 1.1102230246251565e-16;

/** A number of a record; NaN where it is none. */
export function numberOf(sample: Sample | undefined, id: string): number {
  const value = sample?.values[id];
  return typeof value === "number" ? value : Number.NaN;
}

/**
 * The error at the end of every run, with what rounding can make of it.
 *
 * `4 (n + D K) u σ₁(T) / σ_{k+1}(T)` with D = d(d+1)/2 and K = k(k+1)/2: moments are sums of n terms, and a singular value decomposition by reflections of D × K
 * entries is exact for a matrix that differs by D K u of its size (Higham, Theorem 19.4); the null space turns by that over the gap (Wedin). Multiplying all outputs by
 * a number changes neither side.
 */
export function lastErrors({ records }: Material<Config>): readonly Measured[] {
  return records.map((record) => {
    const last = record.samples.at(-1);
    const [gap, size] = [numberOf(last, "gap"), numberOf(last, "size")];
    const { samples, d, k } = record.facts as { readonly samples: number; readonly d: number; readonly k: number };
    const terms = samples + ((d * (d + 1)) / 2) * ((k * (k + 1)) / 2);
    return {
      run: record.id,
      value: numberOf(last, "rowError"),
      // One neuron has no further singular value, and so no gap that could be small.
      rounding: 4 * terms * unit * (Number.isFinite(gap) ? size / gap : 1),
    };
  });
}

/** One curve a run of constructed values. */
export function curvesByRun(values: readonly Measured[]): readonly Curve[] {
  const groups = new Map<string, Measured[]>();
  for (const value of values) groups.set(value.run, [...(groups.get(value.run) ?? []), value]);
  return [...groups].map(([run, own]) => ({ run, x: own.map(({ x }) => x as number), y: own.map(({ value }) => value) }));
}
