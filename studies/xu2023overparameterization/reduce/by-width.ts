import type { Evidence, Material, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { lastDecade } from "./phase-3.ts";
import { fact } from "./values.ts";

/** The largest value over the last decade of every run, against its width n: a constant that a theorem calls uniform must not grow with n. */
export function worstByWidth({ records }: Material<Config>, value: (sample: Sample, record: RunRecord<Config>) => number): Evidence {
  return {
    kind: "values",
    values: records.flatMap((record) => {
      const values = lastDecade(record).map((sample) => value(sample, record));
      return values.length === 0
        ? []
        : [{ run: `seed ${record.seed}`, x: fact(record, "n"), value: values.reduce((a, b) => Math.max(a, b)) }];
    }),
  };
}
