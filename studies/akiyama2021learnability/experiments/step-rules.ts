import type { Experiment, Series } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf } from "../reduce/values.ts";

const rules = ["norm-dependent", "constant", "mirror"] as const;
const widths = [10, 40] as const;

/** The three rules from the same starts, with small steps. */
export const stepRules: Experiment<Config> = {
  id: "step-rules",
  title: "Norm-dependent, constant and mirror steps",
  says: "Norm-dependent and mirror steps follow one flow that does not see the number of students; a constant step is the faster the more there are.",
  trials: (config, seed) =>
    widths.flatMap((students) =>
      rules.map((rule) => ({
        config: {
          ...config,
          dimension: 3,
          teachers: 2,
          students,
          rule,
          lambda: 0.1,
          step: 0.02,
          steps: config.scale === "smoke" ? 500 : 20_000,
          climbs: 0,
        },
        seed,
      })),
    ),
  figures: (records) => {
    const series = records.map((record): Series => {
      const points = record.samples
        .map((sample) => ({ t: sample.time, excess: numberOf(sample, "loss") - fact(record, "minimum") }))
        .filter(({ t, excess }) => t > 0 && excess > 1e-13);
      return {
        label: `${record.config.rule}, M = ${record.config.students}`,
        role: "measured",
        x: points.map(({ t }) => t),
        y: points.map(({ excess }) => excess),
      };
    });
    return [
      {
        id: "step-rules",
        title: "Three step rules",
        caption: "Distance of the objective from its minimum, step 0.02, the same start for every rule.",
        runs: records.map(({ id }) => id),
        kind: "lines",
        x: { label: "t = η · iteration", scale: "log" },
        y: { label: "F − F*", scale: "log" },
        series,
      },
    ];
  },
};
