import type { Evidence, Material, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "./fact.ts";
import { local } from "./local.ts";

/**
 * One curve a run over its local records; nothing is dropped, the judge says what it cannot use.
 *
 * Runs of one seed share their teachers and are one draw; each width is a group of its own, as a claim is made for every width.
 *
 * @param of the records of a run that count
 */
export function curves(
  { records }: Material<Config>,
  x: (sample: Sample, record: RunRecord<Config>) => number,
  y: (sample: Sample, record: RunRecord<Config>) => number,
  of: (record: RunRecord<Config>) => readonly Sample[] = local,
): Evidence {
  return {
    kind: "curves",
    curves: records.map((record) => {
      const samples = of(record);
      return {
        run: `seed ${record.seed}`,
        group: `m = ${fact(record, "m")}`,
        x: samples.map((sample) => x(sample, record)),
        y: samples.map((sample) => y(sample, record)),
      };
    }),
  };
}
