import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { courseFigure } from "../figures/course.ts";

/** Descent from next to a spurious minimum, and from next to the same with one neuron split. */
export const splittingExperiment: Experiment<Config> = {
  id: "splitting",
  title: "Splitting a neuron",
  says: "Next to the lowest spurious minimum descent falls back to it; with one neuron split in two it gets away.",
  trials: (config, seed) => {
    const common = {
      ...config,
      activation: "relu" as const,
      teachers: config.scale === "smoke" ? 6 : 10,
      perturbation: 1e-3,
      restarts: 1,
      first: 1,
    };
    return [
      { config: { ...common, start: "lowest" as const, extra: 0, enough: 0 }, seed },
      { config: { ...common, start: "split" as const, extra: 1, enough: 1e-8 }, seed },
    ];
  },
  figures: (records) => courseFigure(records, ({ config }) => (config.start === "split" ? "one neuron split" : "spurious minimum")),
};
