import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { limitFigure } from "../figures/index.ts";
import { banded, groupBy } from "../figures/series.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { trialsOf } from "./trials.ts";

const sizes = {
  smoke: { samples: 20, dimension: 5, students: [4, 8, 12], steps: 300, draws: 1 },
  default: { samples: 100, dimension: 10, students: [4, 8, 12, 16, 18, 20, 22, 24, 28], steps: 8000, draws: 3 },
  full: { samples: 100, dimension: 10, students: [4, 8, 12, 16, 18, 20, 22, 24, 28, 32], steps: 50_000, draws: 10 },
} as const;

/** Widths around m = 2n/d at two radii, for two activations. */
export const widthSweep: Experiment<Config> = {
  id: "width-sweep",
  title: "Around m = 2n/d",
  says: "The error of constrained training meets the line 1 − md/(2n) as ε → 0; at md/2 = n the least singular value is tiny, and it opens up beyond.",
  trials(config, seed) {
    const { samples, dimension, students, steps, draws } = sizes[config.scale];
    return trialsOf(
      config,
      seed,
      draws,
      (["tanh", "softplus"] as const).flatMap((activation) =>
        students.flatMap((width) =>
          [0.2, 0.01].map((radius) => ({
            samples,
            dimension,
            activation,
            students: width,
            radius,
            steps,
            labels: "signs" as const,
            start: "mirrored" as const,
            method: "constrained" as const,
            blockScaled: true,
            recordsPerDecade: 5,
            spectrum: "always" as const,
          })),
        ),
      ),
    );
  },
  figures: (records) => [
    ...limitFigure(
      records.filter((record) => record.config.activation === "tanh"),
      [],
    ),
    {
      id: "least-singular-value",
      title: "The singular value that decides, at the start",
      caption: "σ_k of J, k = min(n, md/2), at the mirrored start; range over seeds.",
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "m d/(2n)", scale: "linear" },
      y: { label: "σ_k", scale: "log" },
      series: (["tanh", "softplus"] as const).flatMap((activation) =>
        banded(
          activation,
          groupBy(
            records.filter((record) => record.config.activation === activation),
            (record) => fact(record, "load"),
          ).map(([load, own]) => [load, own.map((record) => numberOf(record.samples[0], "leastSingular"))] as const),
          true,
        ),
      ),
    },
  ],
};
