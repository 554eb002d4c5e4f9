import type { Evidence, Material, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "./fact.ts";

/**
 * The largest value of every run, against its width m; values without a logarithm are passed on to the judge.
 *
 * Runs of one seed share their teachers, so they are one draw: its widths are compared with each other.
 *
 * @param of the records of a run that count
 * @param within "run": a largest value at the last record could still grow, so it is no number; "start": values only fall after the start, or settle
 */
export function worstByWidth(
  { records }: Material<Config>,
  of: (record: RunRecord<Config>) => readonly Sample[],
  value: (sample: Sample, record: RunRecord<Config>) => number,
  within: "run" | "start",
): Evidence {
  return {
    kind: "values",
    values: records.flatMap((record) => {
      const values = of(record).map((sample) => value(sample, record));
      // Math.max passes NaN on: a value that is no number leaves the claim undecided.
      if (values.length === 0) return [];
      const largest = values.reduce((a, b) => Math.max(a, b));
      const open = within === "run" && record.outcome.kind === "out of steps" && values.at(-1) === largest;
      return [{ run: `seed ${record.seed}`, x: fact(record, "m"), value: open ? Number.NaN : largest }];
    }),
  };
}
