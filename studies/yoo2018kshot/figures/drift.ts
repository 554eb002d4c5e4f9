import type { Figure, RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { numberOf } from "../reduce/read.ts";

/** Change of differences inside groups against steps, one line a rule. */
export function driftFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const shown = records.filter(({ config }) => config.steps === 1000);
  const series = shown.flatMap((record): readonly Series[] => {
    const points = record.samples
      .map((sample) => [sample.iteration, numberOf(sample, "drift")] as const)
      .filter(([x, y]) => x > 0 && y > 0);
    return points.length < 2
      ? []
      : [{ label: record.config.rule, role: "measured", x: points.map(([x]) => x), y: points.map(([, y]) => y) }];
  });
  if (series.length === 0) return [];
  return [
    {
      id: "drift",
      title: "Differences inside groups",
      caption: "Largest change of a difference of two neurons of one group since the start: rounding, for every rule.",
      runs: shown.map(({ id }) => id),
      kind: "lines",
      x: { label: "step", scale: "log" },
      y: { label: "change of a difference", scale: "log" },
      series,
    },
  ];
}
