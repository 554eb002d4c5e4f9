import type { Figure, RunRecord, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { entryOf, numberOf } from "../reduce/values.ts";
import { bands, longest } from "./by-width.ts";
import { finding } from "./finding.ts";

/** Left side of Lemma 8 over L against L, and its bound 1. */
export function alignmentFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const shown = longest(records);
  const measured = bands(
    shown,
    (sample) => numberOf(sample, "loss"),
    (sample) => entryOf(sample, "alignment", 0) / numberOf(sample, "loss"),
  );
  if (measured.length === 0) return [];
  const losses = measured.flatMap((series) => series.x);
  const ends = [losses.reduce((a, b) => Math.min(a, b)), losses.reduce((a, b) => Math.max(a, b))];
  return [
    {
      id: "alignment",
      title: "Alignment of the gradient with the way to the teachers",
      caption: `Lemma 8 asks for at least 1, Lemma C.2 for 2 as L → 0.${finding(verdicts, "lemma-8", "Least")}`,
      runs: shown.map(({ id }) => id),
      kind: "lines",
      x: { label: "loss L", scale: "log" },
      y: { label: "left side of Lemma 8 over L", scale: "linear" },
      series: [...measured, { label: "Lemma 8: 1", role: "predicted", x: ends, y: [1, 1] }],
    },
  ];
}
