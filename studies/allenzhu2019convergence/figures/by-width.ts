import type { RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/values.ts";

/** Records by their width m, smallest first. */
export function byWidth(records: readonly RunRecord<Config>[]): readonly (readonly [number, readonly RunRecord<Config>[]])[] {
  const groups = new Map<number, RunRecord<Config>[]>();
  for (const record of records) {
    const m = fact(record, "m");
    groups.set(m, [...(groups.get(m) ?? []), record]);
  }
  return [...groups].toSorted(([a], [b]) => a - b);
}

/** Quantile by linear interpolation. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low + (at - Math.floor(at)) * (high - low);
}

/** Median and 10–90 % over runs of a value, against m. */
export function bandOverWidth(
  label: string,
  records: readonly RunRecord<Config>[],
  value: (record: RunRecord<Config>) => number,
): readonly Series[] {
  const rows = byWidth(records)
    .map(([m, runs]) => [m, runs.map(value).filter((number) => number > 0 && Number.isFinite(number))] as const)
    .filter(([, values]) => values.length > 0);
  if (rows.length === 0) return [];
  const column = (q: number) => rows.map(([, values]) => quantile(values, q));
  return [{ label, role: "measured", marks: true, x: rows.map(([m]) => m), y: column(0.5), low: column(0.1), high: column(0.9) }];
}
