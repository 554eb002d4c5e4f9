import type { Figure, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { entryOf } from "../reduce.ts";

/** Most edges of the map. */
const most = 64;
/** Columns: records, thinned. */
const columns = 60;

/** Pheromone of every edge over time, of one run on a small graph. */
export function edgesFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const [record] = records;
  if (record === undefined || records.length > 1) return [];
  const levels = record.samples.at(-1)?.values["levels"];
  const edges = Array.isArray(levels) ? levels.length : 0;
  if (edges === 0 || edges > most || record.samples.length < 3) return [];
  const stride = Math.max(1, Math.floor(record.samples.length / columns));
  const shown = record.samples.filter((_, i) => i % stride === 0);
  const values = Array.from({ length: edges }, (_, e) =>
    shown.map((sample) => {
      const widest = Array.from({ length: edges }, (__, k) => entryOf(sample, "levels", k)).reduce(
        (a, b) => Math.max(a, b),
        Number.MIN_VALUE,
      );
      return entryOf(sample, "levels", e) / widest;
    }),
  );
  return [
    {
      id: "edges",
      title: "Pheromone of the edges",
      caption: "Every row is an edge, in the order of tails and heads; every column a record, its widest edge 1.",
      runs: [record.id],
      kind: "heatmap",
      x: { label: "record", scale: "linear" },
      y: { label: "edge", scale: "linear" },
      value: "part of the widest edge",
      xs: shown.map((_, i) => i),
      ys: Array.from({ length: edges }, (_, e) => e),
      values: values.flat(),
    },
  ];
}
