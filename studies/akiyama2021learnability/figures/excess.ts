import type { Figure, RunRecord, Series, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { finding } from "./finding.ts";

const mostCurves = 8;

/** F − F* over time, on a semi-logarithmic plot: a straight line is a linear rate. */
export function excessFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  // Of a verification, the runs with a record often enough to show a curve.
  const shown = records
    .filter((record) => Number.isFinite(fact(record, "minimum")) && fact(record, "n") === 0 && record.samples.length > 15)
    .slice(0, mostCurves);
  const series = shown.flatMap((record): readonly Series[] => {
    const minimum = fact(record, "minimum");
    const points = record.samples
      .map((sample) => ({ t: sample.time, excess: numberOf(sample, "loss") - minimum, floor: numberOf(sample, "lossFloor") }))
      .filter(({ excess, floor }) => excess > 10 * floor);
    if (points.length < 2) return [];
    return [{ label: labelOf(record), role: "measured", x: points.map(({ t }) => t), y: points.map(({ excess }) => excess) }];
  });
  if (series.length === 0) return [];
  return [
    {
      id: "excess",
      title: "Distance of the objective from its minimum",
      caption: `F − F* where it is above ten times its rounding. A straight line is a linear rate.${finding(verdicts, "linear-rate", "Power of t in the rate")}`,
      runs: shown.map(({ id }) => id),
      kind: "lines",
      x: { label: "t = η · iteration", scale: "linear" },
      y: { label: "F − F*", scale: "log" },
      series,
    },
  ];
}

function labelOf(record: RunRecord<Config>): string {
  return `m₀ = ${fact(record, "r")}, M = ${fact(record, "m")}, λ = ${fact(record, "lambda")}`;
}
