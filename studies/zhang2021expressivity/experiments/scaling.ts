import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { banded, groupBy } from "../figures/series.ts";
import { lastOf, numberOf } from "../reduce/values.ts";
import { trialsOf } from "./trials.ts";

const sizes = {
  smoke: { radii: [0.4, 0.1], steps: 200, draws: 1 },
  default: { radii: [0.4, 0.2, 0.1, 0.05, 0.025, 0.0125], steps: 4000, draws: 3 },
  full: { radii: [0.4, 0.2, 0.1, 0.05, 0.025, 0.0125, 0.00625], steps: 20_000, draws: 10 },
} as const;

/** The same runs with a step for each layer, and with one for both. */
export const scaling: Experiment<Config> = {
  id: "scaling",
  title: "A step for each layer",
  says: "With steps in W/ε and ε v the error falls to rounding at every radius; one common step stalls, the earlier the smaller the radius.",
  trials(config, seed) {
    const { radii, steps, draws } = sizes[config.scale];
    return trialsOf(
      config,
      seed,
      draws,
      radii.flatMap((radius) =>
        [true, false].map((blockScaled) => ({
          radius,
          blockScaled,
          steps,
          start: "mirrored" as const,
          method: "constrained" as const,
          recordsPerDecade: 5,
        })),
      ),
    );
  },
  figures: (records) => [
    {
      id: "scaling",
      title: "Error at the end against the radius",
      caption: "Mean squared error after all steps, median and range over seeds.",
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "radius ε", scale: "log" },
      y: { label: "mean squared error", scale: "log" },
      series: [true, false].flatMap((scaled) =>
        banded(
          scaled ? "a step for each layer" : "one common step",
          groupBy(
            records.filter((record) => record.config.blockScaled === scaled),
            (record) => record.config.radius,
          ).map(
            ([radius, own]) => [radius, own.map((record) => Math.max(2 * numberOf(lastOf(record), "loss"), Number.MIN_VALUE))] as const,
          ),
          true,
        ),
      ),
    },
  ],
};
