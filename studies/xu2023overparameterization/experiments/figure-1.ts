import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { randomStarts } from "../ensembles.ts";
import { bands, byStudents } from "../figures/bands.ts";
import { lossFigures } from "../figures/index.ts";
import { numberOf } from "../reduce/values.ts";

const steps = { smoke: 3000, default: 200_000, full: 10_000_000 } as const;

/** The paper's figure: σ = 0.1, η = 0.05, ‖v‖ = 1. */
export const figure1: Experiment<Config> = {
  id: "figure-1",
  title: "One student against several",
  says: "With one student the loss is a straight line in a semi-logarithmic plot; with more its slope in log–log comes to −3 (the paper's figure).",
  trials: (config, seed) =>
    randomStarts(
      { ...config, sigma: 0.1, step: 0.05, teacherNorm: 1 },
      seed,
      [1, 2, 3, 5],
      steps[config.scale],
      config.scale === "smoke" ? 2 : 5,
    ),
  figures(records, math) {
    const early = records.map((record) => ({ ...record, samples: record.samples.filter(({ time }) => time <= 50) }));
    const series = bands(
      early,
      byStudents,
      (sample) => sample.time,
      (sample) => numberOf(sample, "loss"),
    );
    return [
      ...(series.length === 0
        ? []
        : [
            {
              id: "semi-log",
              title: "Loss in a semi-logarithmic plot",
              caption: "n = 1 is a straight line: exponential. With two students or more the loss bends away from it.",
              runs: records.map(({ id }) => id),
              kind: "lines" as const,
              x: { label: "t = η · iteration", scale: "linear" as const },
              y: { label: "loss L", scale: "log" as const },
              series,
            },
          ]),
      ...lossFigures(
        records.filter(({ config }) => config.students > 1),
        [],
        math,
      ),
    ];
  },
};
