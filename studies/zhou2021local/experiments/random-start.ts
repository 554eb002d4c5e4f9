import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { byWidth } from "../figures/by-width.ts";
import { numberOf } from "../reduce/values.ts";

const sizes = {
  smoke: { widths: [6, 8], draws: 3, steps: 100 },
  default: { widths: [6, 7, 8, 12, 24], draws: 10, steps: 1500 },
  full: { widths: [6, 7, 8, 12, 24], draws: 30, steps: 1500 },
} as const;

/** Loss above which a run counts as not having found the teachers. */
const stuck = 1e-3;

/** Six orthogonal unit teachers, students of norm 0.3 in random directions, t = 75. */
export const randomStart: Experiment<Config> = {
  id: "random-start",
  title: "Random starts, orthogonal teachers",
  says: "How often descent from a random start has not found six orthogonal teachers by t = 75.",
  trials: (config, seed) => {
    const { widths, draws, steps } = sizes[config.scale];
    return Array.from({ length: draws }, (_, k) => seed * 1000 + k).flatMap((draw) =>
      widths.map((students) => ({
        config: {
          ...config,
          dimension: 6,
          teachers: 6,
          students,
          studentsPerTeacher: 0,
          directions: "orthogonal" as const,
          normMin: 1,
          normMax: 1,
          start: "scaled" as const,
          startScale: 0.3,
          step: 0.3,
          steps,
          recordsPerDecade: 5,
        },
        seed: draw,
      })),
    );
  },
  figures: (records) => {
    const rows = byWidth(records).map(([m, runs]) => {
      const last = runs.map((run) => run.samples.at(-1)).filter((sample) => sample !== undefined);
      return [m, last.filter((sample) => !(numberOf(sample, "loss") <= stuck)).length / Math.max(1, last.length), last.length] as const;
    });
    if (rows.length === 0) return [];
    return [
      {
        id: "random-start",
        title: "Random starts that have not found the teachers",
        caption: `Share of runs with loss above ${stuck} at t = 75: ${rows.map(([m, share, count]) => `m = ${m}: ${Math.round(share * count)} of ${count}`).join(", ")}.`,
        runs: records.map(({ id }) => id),
        kind: "lines",
        x: { label: "students m", scale: "linear" },
        y: { label: "share of runs", scale: "linear" },
        series: [{ label: "measured", role: "measured", marks: true, x: rows.map(([m]) => m), y: rows.map(([, share]) => share) }],
      },
    ];
  },
};
