import type { Figure, RunRecord, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { last, numberOf } from "../reduce/read.ts";

/** Mean accuracy against the number of groups of the first layer, with two standard errors. */
export function pairsFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[] = []): readonly Figure[] {
  const shown = records.filter(({ config }) => config.steps !== 1000);
  const levels = new Map<number, number[]>();
  for (const record of shown) {
    const count = record.config.groups[0] as number;
    levels.set(count, [...(levels.get(count) ?? []), numberOf(last(record), "accuracy")]);
  }
  const points = [...levels]
    .filter(([, values]) => values.length > 1)
    .sort(([a], [b]) => a - b)
    .map(([count, values]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
      return { count, mean, error: 2 * Math.sqrt(squares / (values.length - 1) / values.length) };
    });
  if (points.length < 2) return [];
  const verdict = verdicts.find(({ claim }) => claim === "generalization");
  return [
    {
      id: "groups",
      title: "Test accuracy against the number of groups",
      caption: `Means over episodes, with two standard errors.${verdict === undefined ? "" : ` ${verdict.reason}`}`,
      runs: shown.map(({ id }) => id),
      kind: "lines",
      x: { label: "groups of the first layer", scale: "log" },
      y: { label: "accuracy", scale: "linear" },
      series: [
        {
          label: "measured",
          role: "measured",
          marks: true,
          x: points.map(({ count }) => count),
          y: points.map(({ mean }) => mean),
          low: points.map(({ mean, error }) => mean - error),
          high: points.map(({ mean, error }) => mean + error),
        },
      ],
    },
  ];
}
