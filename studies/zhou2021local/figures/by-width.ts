import type { RunRecord, Sample, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/fact.ts";
import { resolved } from "../reduce/local.ts";
import { quantile } from "./quantile.ts";

/** Records by their width m, smallest first. */
export function byWidth(records: readonly RunRecord<Config>[]): readonly (readonly [number, readonly RunRecord<Config>[]])[] {
  const groups = new Map<number, RunRecord<Config>[]>();
  for (const record of records) {
    const m = fact(record, "m");
    groups.set(m, [...(groups.get(m) ?? []), record]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

/** Those of the longest runs: the ones behind slopes. */
export function longest(records: readonly RunRecord<Config>[]): readonly RunRecord<Config>[] {
  const steps = records.reduce((most, { config }) => Math.max(most, config.steps), 0);
  return records.filter(({ config }) => config.steps === steps);
}

/** Median and 10–90 % band over runs of x and y at equal iterations, one series a width; unresolved losses are left out. */
export function bands(
  records: readonly RunRecord<Config>[],
  x: (sample: Sample, record: RunRecord<Config>) => number,
  y: (sample: Sample, record: RunRecord<Config>) => number,
): readonly Series[] {
  return byWidth(records).flatMap(([m, runs]): readonly Series[] => {
    const at = new Map<number, (readonly [number, number])[]>();
    for (const run of runs) {
      for (const sample of run.samples.filter(resolved)) {
        const point = [x(sample, run), y(sample, run)] as const;
        if (point[0] > 0 && point[1] > 0) at.set(sample.iteration, [...(at.get(sample.iteration) ?? []), point]);
      }
    }
    // An iteration that only some runs reached would bend the median: the series ends with the first run that does.
    const rows = [...at].filter(([, points]) => points.length === runs.length).sort(([a], [b]) => a - b);
    if (rows.length === 0) return [];
    const column = (of: 0 | 1, q: number): readonly number[] =>
      rows.map(([, points]) =>
        quantile(
          points.map((point) => point[of]),
          q,
        ),
      );
    return [
      {
        label: `m = ${m}`,
        role: "measured",
        x: column(0, 0.5),
        y: column(1, 0.5),
        ...(runs.length > 1 ? { low: column(1, 0.1), high: column(1, 0.9) } : {}),
      },
    ];
  });
}
