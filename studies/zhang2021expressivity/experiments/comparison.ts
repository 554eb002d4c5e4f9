import type { Experiment, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { banded, groupBy } from "../figures/series.ts";
import { lastOf, numberOf } from "../reduce/values.ts";
import { trialsOf } from "./trials.ts";

const sizes = {
  smoke: { samples: 20, dimension: 5, students: [4, 8, 12], steps: 200, draws: 1 },
  default: { samples: 100, dimension: 10, students: [4, 8, 12, 16, 20, 24, 28], steps: 8000, draws: 3 },
  full: { samples: 100, dimension: 10, students: [4, 8, 12, 16, 20, 24, 28], steps: 50_000, draws: 10 },
} as const;

/** Starts and methods that are compared, by name. */
export const ways = [
  ["mirrored, constrained", "mirrored", "constrained"],
  ["mirrored, plain descent", "mirrored", "gradient"],
  ["standard, plain descent", "standard", "gradient"],
  ["standard, accelerated", "standard", "free"],
  ["standard, mini-batches", "standard", "stochastic"],
] as const;

/** Constrained training beside plain descent, full-batch and on mini-batches; shown as measured, no claim is made. */
export const comparison: Experiment<Config> = {
  id: "comparison",
  title: "Constrained training beside plain descent",
  says: "The error after as many steps by width: what the region costs and gains on Gaussian inputs, as measured.",
  trials(config, seed) {
    const { samples, dimension, students, steps, draws } = sizes[config.scale];
    return trialsOf(
      config,
      seed,
      draws,
      students.flatMap((width) =>
        ways.map(([, start, method]) => ({
          samples,
          dimension,
          students: width,
          start,
          method,
          steps,
          labels: "signs" as const,
          activation: "tanh" as const,
          radius: 0.2,
          blockScaled: true,
          recordsPerDecade: 5,
        })),
      ),
    );
  },
  figures: (records) => [comparisonFigure(records, "Random signs on Gaussian inputs.")],
};

/** Error at the end by width, one line a way. */
export function comparisonFigure(records: readonly RunRecord<Config>[], caption: string) {
  return {
    id: "comparison",
    title: "Error at the end against the width",
    caption: `Mean squared error after all steps, median and range over seeds. ${caption}`,
    runs: records.map(({ id }) => id),
    kind: "lines" as const,
    x: { label: "neurons m", scale: "linear" as const },
    y: { label: "mean squared error", scale: "log" as const },
    series: ways.flatMap(([name, start, method]) =>
      banded(
        name,
        groupBy(
          records.filter(({ config }) => config.start === start && config.method === method),
          (record) => record.config.students,
        ).map(([m, own]) => [m, own.map((record) => Math.max(2 * numberOf(lastOf(record), "loss"), 1e-30))] as const),
        true,
      ),
    ),
  };
}
