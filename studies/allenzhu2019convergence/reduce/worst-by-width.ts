import type { Evidence, Material, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { drawOf, fact, resolved } from "./values.ts";

/** The largest value of every run against its width m; the widths of a seed are compared with each other. A value that is no number is passed on. */
export function worstByWidth({ records }: Material<Config>, value: (sample: Sample, record: RunRecord<Config>) => number): Evidence {
  return {
    kind: "values",
    values: records.flatMap((record) => {
      const values = resolved(record).map((sample) => value(sample, record));
      return values.length === 0 ? [] : [{ run: drawOf(record), x: fact(record, "m"), value: values.reduce((a, b) => Math.max(a, b)) }];
    }),
  };
}
