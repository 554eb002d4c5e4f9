import type { Experiment, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { byWidth } from "../figures/by-width.ts";
import { lossFigure } from "../figures/loss.ts";
import { quantile } from "../figures/quantile.ts";
import { fact } from "../reduce/fact.ts";

const sizes = {
  smoke: { widths: [6, 24], draws: 1, steps: 50 },
  default: { widths: [6, 12, 24, 48, 96], draws: 5, steps: 500 },
  full: { widths: [6, 12, 24, 48, 96, 192, 384], draws: 20, steps: 5000 },
} as const;

const kinds = [
  ["random", "Initialisation 1: R^d"],
  ["subspace", "Initialisation 2: span of the teachers"],
] as const;

/** Loss after non-negative least squares against the number of random directions, and descent from there. */
export const initialisations: Experiment<Config> = {
  id: "initialisations",
  title: "Initialisations 1 and 2",
  says: "The loss after the best masses falls with the number of random directions, faster inside the teachers' subspace.",
  trials: (config, seed) => {
    const { widths, draws, steps } = sizes[config.scale];
    return Array.from({ length: draws }, (_, k) => seed * 1000 + k).flatMap((draw) =>
      kinds.flatMap(([start]) =>
        widths.map((students) => ({
          config: { ...config, dimension: 6, teachers: 3, students, studentsPerTeacher: 0, start, steps, recordsPerDecade: 5 },
          seed: draw,
        })),
      ),
    );
  },
  figures: (records) => {
    const series = kinds.flatMap(([start, label]): readonly Series[] => {
      const rows = byWidth(records.filter(({ config }) => config.start === start)).map(
        ([m, runs]) => [m, runs.map((run) => fact(run, "startLoss"))] as const,
      );
      if (rows.length === 0) return [];
      return [
        {
          label,
          role: "measured",
          marks: true,
          x: rows.map(([m]) => m),
          y: rows.map(([, losses]) => quantile(losses, 0.5)),
          low: rows.map(([, losses]) => quantile(losses, 0.1)),
          high: rows.map(([, losses]) => quantile(losses, 0.9)),
        },
      ];
    });
    if (series.length === 0) return [];
    return [
      {
        id: "initialisations",
        title: "Loss after non-negative least squares",
        caption: "Median and 10–90 % over seeds, before any step of descent; d = 6, r = 3.",
        runs: records.map(({ id }) => id),
        kind: "lines",
        x: { label: "students m", scale: "log" },
        y: { label: "loss L(W_0)", scale: "log" },
        series,
      },
      ...lossFigure(
        records.filter(({ config }) => config.start === "random"),
        [],
      ),
    ];
  },
};
