import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { ratesFigures } from "../figures/rates.ts";

const sizes = {
  smoke: { draws: 1, outerSteps: 4, width: 40, innerSteps: 6 },
  default: { draws: 3, outerSteps: 40, width: 200, innerSteps: 15 },
  full: { draws: 10, outerSteps: 200, width: 1000, innerSteps: 20 },
} as const;

/** Robust loss after equally many outer steps against the scale: with one step for all, and in kernel time. With an inputs file on its inputs. */
export const trainingExperiment: Experiment<Config> = {
  id: "training",
  title: "Adversarial training against the input scale",
  says: "What is left of the robust loss after equally many outer steps, with the step in units of the kernel and with one step for all.",
  trials: (config, seed) => {
    const { draws, ...change } = sizes[config.scale];
    return Array.from({ length: draws }, (_, k) => seed * 1000 + k).flatMap((draw) =>
      (["kernel", "fixed"] as const).flatMap((outerUnit) =>
        [0.05, 0.1, 0.2, 0.4, 0.8].map((inputScale) => ({
          config: {
            ...config,
            ...change,
            scenario: "training" as const,
            outerUnit,
            outerStep: 1,
            inputScale,
            recordsPerDecade: 4,
            steps: 400,
            tolerance: 0.01,
          },
          seed: draw,
        })),
      ),
    );
  },
  figures: (records, math) => ratesFigures(records, [], math),
};
