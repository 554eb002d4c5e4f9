import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { randomStarts } from "../ensembles.ts";
import { bands, byStudents } from "../figures/bands.ts";
import { lossFigures } from "../figures/index.ts";
import { numberOf } from "../reduce/values.ts";

const steps = { smoke: 3000, default: 200_000, full: 10_000_000 } as const;

/** n = 1, 2, 3, 4, 8 from small starts. */
export const widths: Experiment<Config> = {
  id: "widths",
  title: "From one student to eight",
  says: "Local slope of the loss, power of the gradient, t³L and the potential from one small start, for n = 1, 2, 3, 4, 8.",
  trials: (config, seed) =>
    randomStarts(
      { ...config, dimension: 10, teacherNorm: 1, sigma: 0.01 / Math.sqrt(10), step: 0.05 },
      seed,
      [1, 2, 3, 4, 8],
      steps[config.scale],
      config.scale === "smoke" ? 2 : 5,
    ),
  figures(records, math) {
    const several = records.filter(({ config }) => config.students > 1);
    const series = bands(
      several,
      byStudents,
      (sample) => sample.time,
      (sample) => sample.time * sample.time * sample.time * numberOf(sample, "loss"),
    );
    return [
      ...lossFigures(several, [], math),
      ...(series.length === 0
        ? []
        : [
            {
              id: "cube",
              title: "t³ L over time",
              caption: "It levels off where the rate is t⁻³; more students have the smaller constant.",
              runs: several.map(({ id }) => id),
              kind: "lines" as const,
              x: { label: "t = η · iteration", scale: "log" as const },
              y: { label: "t³ L", scale: "log" as const },
              series,
            },
          ]),
    ];
  },
};
