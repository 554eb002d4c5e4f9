import type { Figure, RunRecord, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { resolved } from "../reduce/local.ts";
import { numberOf } from "../reduce/values.ts";

const powers = [
  ["1/2", "gradientRatio1of2"],
  ["2/3", "gradientRatio2of3"],
  ["3/4", "gradientRatio3of4"],
  ["1", "gradientRatio1"],
] as const;

/** ‖∇L‖/L^a of one run for a = 1/2, 2/3, 3/4, 1: which of them stay away from 0. */
export function ratiosFigure(records: readonly RunRecord<Config>[]): readonly Figure[] {
  const [run] = records;
  if (run === undefined || records.length > 1) return [];
  const samples = run.samples.filter(resolved);
  const series = powers.flatMap(([power, id]): readonly Series[] => {
    const points = samples.map((sample) => [numberOf(sample, "loss"), numberOf(sample, id)] as const).filter(([x, y]) => x > 0 && y > 0);
    return points.length === 0 ? [] : [{ label: `a = ${power}`, role: "measured", x: points.map(([x]) => x), y: points.map(([, y]) => y) }];
  });
  if (series.length === 0) return [];
  return [
    {
      id: "ratios",
      title: "Gradient over powers of the loss",
      caption:
        "A ratio that stays away from 0 as L → 0 gives a Łojasiewicz inequality of that power; a = 1/2 is the Polyak–Łojasiewicz condition.",
      runs: [run.id],
      kind: "lines",
      x: { label: "loss L", scale: "log" },
      y: { label: "‖∇L‖ / L^a", scale: "log" },
      series,
    },
  ];
}
