import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { lossFigures } from "../figures/index.ts";

const sizes = [1e-2, 1e-4, 1e-6, 1e-8] as const;
const steps = { smoke: 3000, default: 500_000, full: 10_000_000 } as const;

/** An equal start, perturbed across the teacher. */
export const crossover: Experiment<Config> = {
  id: "crossover",
  title: "From exponential to t⁻³",
  says: "Students that start equal up to a small perturbation across the teacher learn exponentially fast until the loss is of the perturbation's cube, and like t⁻³ from then on.",
  trials: (config, seed) =>
    sizes.map((perturbation) => ({
      config: { ...config, start: "perturbed" as const, students: 2, step: 0.05, perturbation, steps: steps[config.scale], lossFloor: 0 },
      seed,
    })),
  figures: (records, math) =>
    lossFigures(records, [], math, ({ config }) => `perturbed by ${config.perturbation}`).filter(
      ({ id }) => id === "loss" || id === "local-slope",
    ),
};
