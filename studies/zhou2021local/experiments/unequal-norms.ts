import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { againstLoss } from "../figures/against-loss.ts";
import { alignmentFigure } from "../figures/alignment.ts";
import { lossFigure } from "../figures/loss.ts";

const sizes = {
  smoke: { widths: [6], steps: 200 },
  default: { widths: [6, 24], steps: 20_000 },
  full: { widths: [6, 24, 96], steps: 200_000 },
} as const;

/** Teachers of norms from 0.7 to 1.5, 62.5° apart, in five dimensions. */
export const unequalNorms: Experiment<Config> = {
  id: "unequal-norms",
  title: "Teachers of unequal norms",
  says: "The same statements along single runs with w_min = 0.7, w_max = 1.5 and Δ = 62.5°.",
  trials: (config, seed) => {
    const { widths, steps } = sizes[config.scale];
    return widths.map((students) => ({
      config: {
        ...config,
        dimension: 5,
        teachers: 3,
        students,
        studentsPerTeacher: 0,
        directions: "separated" as const,
        separation: 62.5,
        normMin: 0.7,
        normMax: 1.5,
        start: "near" as const,
        startLoss: 0,
        startAngle: 0.3,
        steps,
      },
      seed,
    }));
  },
  figures: (records, math) => [...lossFigure(records, []), ...againstLoss(records, [], math), ...alignmentFigure(records, [])],
};
