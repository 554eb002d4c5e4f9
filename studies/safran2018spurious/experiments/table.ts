import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { batches } from "../ensembles.ts";
import { levelsFigure } from "../figures/levels.ts";
import { stuckFigure } from "../figures/stuck.ts";

const sizes = {
  smoke: { ks: [6, 8], starts: 10, extra: [0] },
  default: { ks: [6, 8, 10, 12, 15], starts: 300, extra: [0, 1] },
  full: { ks: [6, 8, 10, 15, 20], starts: 1000, extra: [0, 1, 2] },
} as const;

/** The table of 2018. */
export const tableExperiment: Experiment<Config> = {
  id: "table",
  title: "How often descent gets stuck",
  says: "The part of stuck starts against the number of teachers, with as many students and one more (the table of 2018).",
  trials: (config, seed) => {
    const { ks, starts, extra } = sizes[config.scale];
    return extra.flatMap((more) =>
      ks.flatMap((k) => batches(config, seed, { teachers: k, extra: more, enough: more > 0 ? 5e-4 : 0 }, starts)),
    );
  },
  figures: (records, math) => [...stuckFigure(records, [], math), ...levelsFigure(records, math)],
};
