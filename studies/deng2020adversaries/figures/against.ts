import type { RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/read.ts";
import { quantile } from "./quantile.ts";

/** Median and 10–90 % over runs of one number a run, against a fact. Numbers that are not finite, or not positive where a logarithm is drawn, are left out. */
export function against(
  records: readonly RunRecord<Config>[],
  name: string,
  label: string,
  value: (record: RunRecord<Config>) => number,
  positive = true,
): readonly Series[] {
  const groups = new Map<number, number[]>();
  for (const record of records) {
    const x = fact(record, name);
    const y = value(record);
    if (!Number.isFinite(y) || (positive && !(y > 0))) continue;
    groups.set(x, [...(groups.get(x) ?? []), y]);
  }
  const rows = [...groups].sort(([a], [b]) => a - b);
  if (rows.length === 0) return [];
  return [
    {
      label,
      role: "measured",
      marks: true,
      x: rows.map(([x]) => x),
      y: rows.map(([, values]) => quantile(values, 0.5)),
      low: rows.map(([, values]) => quantile(values, 0.1)),
      high: rows.map(([, values]) => quantile(values, 0.9)),
    },
  ];
}
