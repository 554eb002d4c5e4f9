import type { Figure, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { numberOf } from "../reduce/read.ts";

/** Accuracy on the new classes against steps, of one run. */
export function accuracyFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const [record] = records;
  if (record === undefined || records.length > 1) return [];
  return [
    {
      id: "accuracy",
      title: "Test accuracy on new classes",
      caption: `${record.config.shots} examples a class, groups ${record.config.groups.join(" and ")}.`,
      runs: [record.id],
      kind: "lines",
      x: { label: "step", scale: "linear" },
      y: { label: "accuracy", scale: "linear" },
      series: [
        {
          label: "measured",
          role: "measured",
          x: record.samples.map(({ iteration }) => iteration),
          y: record.samples.map((sample) => numberOf(sample, "accuracy")),
        },
      ],
    },
  ];
}
