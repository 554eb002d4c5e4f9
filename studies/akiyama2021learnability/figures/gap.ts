import type { Figure, RunRecord, Series, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { certificateAxes } from "../observables/certificate.ts";
import { entryOf, fact } from "../reduce/values.ts";
import { finding } from "./finding.ts";

const mostCurves = 6;

/** max |η| − 1 over time: 0 is optimality over all measures. */
export function gapFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const shown = records
    .filter((record) => Number.isFinite(entryOf(record.samples.at(-1) ?? nothing, "certificate", 0)))
    .slice(0, mostCurves);
  const series = shown.flatMap((record): readonly Series[] => {
    const points = record.samples
      .map((sample) => ({
        t: sample.time,
        over: Math.max(entryOf(sample, "certificate", certificateAxes.top), entryOf(sample, "certificate", certificateAxes.bottom)) - 1,
      }))
      .filter(({ t, over }) => t > 0 && over > 1e-12);
    if (points.length < 2) return [];
    return [
      {
        label: `m₀ = ${fact(record, "r")}, λ = ${fact(record, "lambda")}`,
        role: "measured",
        x: points.map(({ t }) => t),
        y: points.map(({ over }) => over),
      },
    ];
  });
  if (series.length === 0) return [];
  return [
    {
      id: "certificate-gap",
      title: "How far the certificate is above 1",
      caption: `max |η| − 1 over the sphere, where above 10⁻¹².${finding(verdicts, "certificate-maximum", "At the end, max |η|")}`,
      runs: shown.map(({ id }) => id),
      kind: "lines",
      x: { label: "t = η · iteration", scale: "log" },
      y: { label: "max |η| − 1", scale: "log" },
      series,
    },
  ];
}

const nothing = { iteration: 0, time: 0, values: {} };
