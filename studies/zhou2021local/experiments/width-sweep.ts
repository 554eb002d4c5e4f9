import type { Experiment, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { byWidth } from "../figures/by-width.ts";
import { lossFigure } from "../figures/loss.ts";
import { quantile } from "../figures/quantile.ts";
import { local } from "../reduce/local.ts";
import { numberOf } from "../reduce/values.ts";

const sizes = {
  smoke: { widths: [3, 6, 12], steps: 200, draws: 1 },
  default: { widths: [3, 6, 12, 24, 48], steps: 20_000, draws: 3 },
  full: { widths: [3, 6, 12, 24, 48, 96], steps: 200_000, draws: 10 },
} as const;

const powers = [
  ["1/2", "gradientRatio1of2"],
  ["2/3", "gradientRatio2of3"],
  ["3/4", "gradientRatio3of4"],
  ["1", "gradientRatio1"],
] as const;

/** Three unit teachers in six dimensions, each split into m/r students. */
export const widthSweepExperiment: Experiment<Config> = {
  id: "width-sweep",
  title: "From as many students as teachers to many more",
  says: "With m = r the loss falls exponentially, with m > r like a power of time; the gradient bound with power 1 is uniform in m.",
  trials: (config, seed) => {
    const { widths, steps, draws } = sizes[config.scale];
    return Array.from({ length: draws }, (_, k) => seed * 1000 + k).flatMap((draw) =>
      widths.map((students) => ({
        config: {
          ...config,
          dimension: 6,
          teachers: 3,
          students,
          studentsPerTeacher: 0,
          directions: "separated" as const,
          separation: 65,
          normMin: 1,
          normMax: 1,
          start: "near" as const,
          startLoss: 0,
          startAngle: 0.3,
          step: 0.15,
          steps,
        },
        seed: draw,
      })),
    );
  },
  figures: (records) => [
    ...lossFigure(records, []),
    {
      id: "least-ratios",
      title: "Least gradient over powers of the loss, against the width",
      caption: "Median over seeds of the least ‖∇L‖/L^a on each run below the threshold.",
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "students m", scale: "log" },
      y: { label: "least ‖∇L‖/L^a", scale: "log" },
      series: powers.map(([power, id]): Series => {
        const rows = byWidth(records).flatMap(([m, runs]) => {
          const least = runs
            .map((run) =>
              local(run)
                .map((sample) => numberOf(sample, id))
                .filter((value) => value > 0),
            )
            .filter((values) => values.length > 0)
            .map((values) => values.reduce((a, b) => Math.min(a, b)));
          return least.length === 0 ? [] : [[m, quantile(least, 0.5)] as const];
        });
        return { label: `a = ${power}`, role: "measured", marks: true, x: rows.map(([m]) => m), y: rows.map(([, value]) => value) };
      }),
    },
  ],
};
