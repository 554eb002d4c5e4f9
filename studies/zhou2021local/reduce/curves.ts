import type { Evidence, Material, RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { local } from "./local.ts";

/** One curve a run over its local records; records where x or y is not positive are left out. */
export function curves(
  { records }: Material<Config>,
  x: (sample: Sample, record: RunRecord<Config>) => number,
  y: (sample: Sample, record: RunRecord<Config>) => number,
): Evidence {
  return {
    kind: "curves",
    curves: records.map((record) => {
      const points = local(record)
        .map((sample) => [x(sample, record), y(sample, record)] as const)
        .filter(([a, b]) => a > 0 && b > 0 && Number.isFinite(a) && Number.isFinite(b));
      return { run: record.id, x: points.map(([a]) => a), y: points.map(([, b]) => b) };
    }),
  };
}
