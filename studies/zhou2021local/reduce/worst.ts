import type { Evidence, Material, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "./fact.ts";

/**
 * The largest value of every run, against its width m.
 *
 * Runs of one seed share their teachers, so they are one draw: its widths are compared with each other.
 *
 * @param of the records of a run that count
 */
export function worstByWidth(
  { records }: Material<Config>,
  of: (record: RunRecord<Config>) => readonly Sample[],
  value: (sample: Sample, record: RunRecord<Config>) => number,
): Evidence {
  return {
    kind: "values",
    values: records.flatMap((record) => {
      const worst = of(record)
        .map((sample) => value(sample, record))
        .filter((number) => Number.isFinite(number))
        .reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      return worst > 0 ? [{ run: `seed ${record.seed}`, x: fact(record, "m"), value: worst }] : [];
    }),
  };
}
