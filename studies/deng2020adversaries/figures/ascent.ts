import type { Figure, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { maximaOf, settledPoints } from "../reduce/maxima.ts";
import { arrayOf, fact } from "../reduce/read.ts";

/** The residual at every start while it ascends: starts part where both signs can be reached. */
export function ascentFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const [record] = records;
  if (records.length !== 1 || record === undefined || record.config.scenario !== "ascent") return [];
  const starts = arrayOf(record.samples[0] as (typeof record.samples)[number], "residuals").length;
  const shown = record.samples.filter(({ iteration }) => iteration > 0);
  if (shown.length < 2) return [];
  const maxima = maximaOf(record);
  const found =
    settledPoints(record).length === 0 ? "not every start has settled" : `${maxima} local ${maxima === 1 ? "maximum" : "maxima"} found`;
  return [
    {
      id: "ascent",
      title: "Residual at every start",
      caption: `${starts} starts at ‖x‖ = ${record.config.inputScale}, ε = ${Number(fact(record, "radius").toPrecision(3))}: ${found}, ${fact(record, "predictedMaxima")} predicted, as ε‖∇f‖/|f − y| is ${Number(fact(record, "crossing").toPrecision(3))}.`,
      runs: [record.id],
      kind: "lines",
      x: { label: "iteration", scale: "log" },
      y: { label: "residual f(x + δ) − y", scale: "linear" },
      series: Array.from({ length: Math.min(starts, 12) }, (_, s) => ({
        label: s === 0 ? "start" : "",
        role: "measured" as const,
        x: shown.map(({ iteration }) => iteration),
        y: shown.map((sample) => arrayOf(sample, "residuals")[s] ?? Number.NaN),
      })),
    },
  ];
}
