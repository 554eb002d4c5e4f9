import type { Figure, RunRecord, Series, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce.ts";
import { finding } from "./finding.ts";

/** Steps until the better path has won against the difference of the weights. */
export function slowingFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const shown = records.filter(
    ({ config, outcome }) => config.stopShare === 1e-4 && config.rule === "linear" && outcome.kind === "reached",
  );
  const groups = new Map<string, (readonly [number, number])[]>();
  for (const record of shown) {
    const { decay, forward, backward, passageB } = record.config;
    const name = JSON.stringify([decay, forward, backward, passageB]);
    groups.set(name, [...(groups.get(name) ?? []), [fact(record, "muB") - fact(record, "muA"), record.outcome.iteration * (1 - decay)]]);
  }
  const series = [...groups.values()].flatMap((points): readonly Series[] => {
    const sorted = points.filter(([x]) => x > 0).sort(([a], [b]) => a - b);
    return sorted.length < 3 ? [] : [{ label: "", role: "measured", marks: true, x: sorted.map(([x]) => x), y: sorted.map(([, y]) => y) }];
  });
  const [first] = series;
  if (first === undefined) return [];
  const [x0, x1] = [first.x[0] as number, first.x.at(-1) as number];
  const y0 = first.y[0] as number;
  return [
    {
      id: "slowing",
      title: "Time until one path has won",
      caption: `Steps to a share of 1e−4 off the better path, times 1 − D, one line a setting.${finding(verdicts, "slowing-down", "Slope")}`,
      runs: shown.map(({ id }) => id),
      kind: "lines",
      x: { label: "difference of weights μ₂ − μ₁", scale: "log" },
      y: { label: "(1 − D) T", scale: "log" },
      series: [...series, { label: "slope −1", role: "predicted", x: [x0, x1], y: [y0, (y0 * x0) / x1] }],
    },
  ];
}
