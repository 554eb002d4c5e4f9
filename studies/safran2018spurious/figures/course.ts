import type { Figure, RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";

/** A loss below this is rounding (several teachers); the logarithmic axis ends there. */
const floor = 1e-16;
const most = 60;

/** Loss of every start over the iterations, for runs that are looked at one by one. */
export function courseFigure(
  records: readonly RunRecord<Config>[],
  nameOf: (record: RunRecord<Config>) => string = ({ config }) => config.start,
): readonly Figure[] {
  const [first] = records;
  if (first === undefined || records.length > 6) return [];
  const series = records.flatMap((record): readonly Series[] => {
    const rows = record.samples.filter(({ iteration }) => iteration > 0);
    return Array.from({ length: record.config.restarts }, (_, b): Series => {
      const points = rows.flatMap(({ iteration, values }) => {
        const losses = values["losses"];
        const loss = Array.isArray(losses) ? (losses as readonly number[])[b] : undefined;
        return loss !== undefined && loss > floor ? [[iteration, loss] as const] : [];
      });
      const name = records.length > 1 ? nameOf(record) : `start ${record.config.first + b}`;
      return {
        label: record.config.restarts > 8 ? "" : name,
        role: "measured",
        x: points.map(([t]) => t),
        y: points.map(([, loss]) => loss),
      };
    }).filter(({ x }) => x.length > 1);
  });
  if (series.length === 0 || series.length > most) return [];
  return [
    {
      id: "course",
      title: "Loss over the iterations",
      caption:
        "One curve a start. Those that level off above 1e-3 are stuck; the others fall to the floor of the arithmetic, or to where they are left.",
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "iteration", scale: "log" },
      y: { label: "loss L", scale: "log" },
      series,
    },
  ];
}
