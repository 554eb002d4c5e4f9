import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { along, groupBy } from "../figures/series.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { trialsOf } from "./trials.ts";

const sizes = {
  smoke: { students: [4, 12], steps: 500, draws: 1 },
  default: { students: [4, 8, 18], steps: 30_000, draws: 3 },
  full: { students: [4, 6, 8, 10, 18], steps: 300_000, draws: 5 },
} as const;

/** What happens below the threshold: while the loss stays above 0 no KKT point is reached, as output weights grow without end. */
export const tooFewExperiment: Experiment<Config> = {
  id: "too-few",
  title: "Below the threshold",
  says: "Well below md/2 = n output weights keep growing while pairs close: the infimum is not attained, and descent comes to no KKT point.",
  trials(config, seed) {
    const { students, steps, draws } = sizes[config.scale];
    return trialsOf(
      config,
      seed,
      draws,
      students.map((width) => ({
        students: width,
        steps,
        start: "mirrored" as const,
        method: "constrained" as const,
        blockScaled: true,
        recordsPerDecade: 10,
      })),
    );
  },
  figures(records) {
    const groups = groupBy(records, (record) => fact(record, "load"));
    const figure = (id: string, title: string, label: string, quantity: string) => ({
      id,
      title,
      caption: "Median and range over seeds, by m d/(2n).",
      runs: records.map((record) => record.id),
      kind: "lines" as const,
      x: { label: "step k", scale: "log" as const },
      y: { label, scale: "log" as const },
      series: groups.flatMap(([load, own]) =>
        along(`m d/(2n) = ${Number(load.toPrecision(3))}`, own, (sample) => numberOf(sample, quantity)),
      ),
    });
    return [
      figure("growth", "Output weights below and above the threshold", "max |v|", "largestWeight"),
      figure("no-rest", "The projected gradient below and above the threshold", "projected gradient", "kktResidual"),
    ];
  },
};
