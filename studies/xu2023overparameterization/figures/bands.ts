import type { RunRecord, Sample, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { resolved } from "../reduce/phase-3.ts";
import { fact } from "../reduce/values.ts";

/** The runs of a figure: those from random starts with the most steps; all others where there is none. */
export function shown(records: readonly RunRecord<Config>[]): readonly RunRecord<Config>[] {
  const random = records.filter(({ config }) => config.start === "random" && config.students > 1);
  const kept = random.length > 0 ? random : records;
  const steps = kept.reduce((most, { config }) => Math.max(most, config.steps), 0);
  return kept.filter(({ config }) => config.steps === steps);
}

/** Records by what they are called, in the order of the first of each. */
export function grouped(
  records: readonly RunRecord<Config>[],
  nameOf: (record: RunRecord<Config>) => string,
): readonly (readonly [string, readonly RunRecord<Config>[]])[] {
  const groups = new Map<string, RunRecord<Config>[]>();
  for (const record of records) groups.set(nameOf(record), [...(groups.get(nameOf(record)) ?? []), record]);
  return [...groups].sort(([, [a]], [, [b]]) => fact(a as RunRecord<Config>, "n") - fact(b as RunRecord<Config>, "n"));
}

export const byStudents = (record: RunRecord<Config>): string => `n = ${fact(record, "n")}`;

/** Median and 10–90 % band over runs of x and y at equal iterations, one series a group; losses at their rounding are left out. */
export function bands(
  records: readonly RunRecord<Config>[],
  nameOf: (record: RunRecord<Config>) => string,
  x: (sample: Sample, record: RunRecord<Config>) => number,
  y: (sample: Sample, record: RunRecord<Config>) => number,
): readonly Series[] {
  return grouped(records, nameOf).flatMap(([label, runs]): readonly Series[] => {
    const at = new Map<number, (readonly [number, number])[]>();
    for (const run of runs) {
      for (const sample of run.samples.filter(resolved)) {
        const point = [x(sample, run), y(sample, run)] as const;
        if (point[0] > 0 && point[1] > 0 && point.every(Number.isFinite))
          at.set(sample.iteration, [...(at.get(sample.iteration) ?? []), point]);
      }
    }
    // An iteration that only some runs reached would bend the median: the series ends with the first run that does.
    const rows = [...at].filter(([, points]) => points.length === runs.length).sort(([a], [b]) => a - b);
    if (rows.length < 2) return [];
    const column = (of: 0 | 1, q: number): readonly number[] =>
      rows.map(([, points]) =>
        quantile(
          points.map((point) => point[of]),
          q,
        ),
      );
    return [
      {
        label,
        role: "measured",
        x: column(0, 0.5),
        y: column(1, 0.5),
        ...(runs.length > 1 ? { low: column(1, 0.1), high: column(1, 0.9) } : {}),
      },
    ];
  });
}

/** Linear between the ordered values. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = q * (sorted.length - 1);
  const low = Math.floor(place);
  const below = sorted[low] as number;
  return below + (place - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] as number) - below);
}
