import type { RunRecord, Sample, Series } from "@overparam/core";
import type { Config } from "../config.ts";

/** Quantile by linear interpolation. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return (sorted[low] as number) + (at - low) * ((sorted[high] as number) - (sorted[low] as number));
}

/** Records by a number of their own, in its order. */
export function groupBy(
  records: readonly RunRecord<Config>[],
  of: (record: RunRecord<Config>) => number,
): readonly (readonly [number, readonly RunRecord<Config>[]])[] {
  const groups = new Map<number, RunRecord<Config>[]>();
  for (const record of records) {
    const key = of(record);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

/** Median of y over runs at equal iterations, with the band from the least to the largest; points that a logarithmic axis cannot show are left out. */
export function along(label: string, runs: readonly RunRecord<Config>[], y: (sample: Sample) => number): readonly Series[] {
  const at = new Map<number, number[]>();
  for (const run of runs) {
    for (const sample of run.samples) {
      const value = y(sample);
      if (sample.iteration > 0 && value > 0) at.set(sample.iteration, [...(at.get(sample.iteration) ?? []), value]);
    }
  }
  return banded(
    label,
    [...at].filter(([, values]) => values.length === runs.length).sort(([a], [b]) => a - b),
  );
}

/** Median and band of values at each x. */
export function banded(label: string, rows: readonly (readonly [number, readonly number[]])[], marks = false): readonly Series[] {
  if (rows.length === 0) return [];
  const column = (q: number): readonly number[] => rows.map(([, values]) => quantile(values, q));
  const several = rows.some(([, values]) => values.length > 1);
  return [
    {
      label,
      role: "measured",
      x: rows.map(([x]) => x),
      y: column(0.5),
      ...(marks ? { marks } : {}),
      ...(several ? { low: column(0), high: column(1) } : {}),
    },
  ];
}

/** Three significant digits, with the typographic minus. */
export function short(x: number): string {
  return String(Number(x.toPrecision(3))).replace("-", "−");
}
