import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { comparisonFigure, ways } from "./comparison.ts";
import { trialsOf } from "./trials.ts";

const sizes = {
  smoke: { students: [2, 4], steps: 60, draws: 1 },
  default: { students: [2, 4, 6, 8, 12], steps: 2000, draws: 3 },
  full: { students: [2, 4, 6, 8, 12, 16, 24], steps: 20_000, draws: 5 },
} as const;

/** The narrow-training recipe on the samples of a file, e.g. `--inputs data:mnist:classes=3,8:count=500:labels=signs`; Gaussian inputs without one. */
export const realData: Experiment<Config> = {
  id: "real-data",
  title: "The recipe on real data",
  says: "Mirrored start and region beside plain descent on the samples of --inputs, by width; with Gaussian inputs where no file is given.",
  trials(config, seed) {
    const { students, steps, draws } = sizes[config.scale];
    const labels = config.inputs === undefined ? config.labels : ("file" as const);
    return trialsOf(
      config,
      seed,
      draws,
      students.flatMap((width) =>
        ways.map(([, start, method]) => ({
          students: width,
          start,
          method,
          steps,
          labels,
          radius: 0.2,
          blockScaled: true,
          recordsPerDecade: 5,
        })),
      ),
      true,
    );
  },
  figures: (records) => [
    comparisonFigure(
      records,
      records[0]?.config.inputs === undefined ? "Gaussian inputs." : `Samples ${records[0].config.inputs.slice(0, 19)}…`,
    ),
  ],
};
