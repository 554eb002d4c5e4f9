import type { Evidence, Material, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { phase3 } from "./phase-3.ts";
import { fact } from "./values.ts";

/** One curve a run over its records of phase 3; every width n is a group of its own. Nothing is dropped: the judge says what it cannot use. */
export function curves(
  { records }: Material<Config>,
  x: (sample: Sample, record: RunRecord<Config>) => number,
  y: (sample: Sample, record: RunRecord<Config>) => number,
): Evidence {
  return {
    kind: "curves",
    curves: records.map((record) => {
      const samples = phase3(record);
      return {
        run: `seed ${record.seed}`,
        group: `n = ${fact(record, "n")}`,
        x: samples.map((sample) => x(sample, record)),
        y: samples.map((sample) => y(sample, record)),
      };
    }),
  };
}
