import type { Trial } from "@overparam/core";
import type { Config } from "./config.ts";

/** Every change of the config with every draw; seeds of different verifications have none in common. */
function trials(config: Config, seed: number, draws: number, changes: readonly Partial<Config>[]): readonly Trial<Config>[] {
  return Array.from({ length: draws }, (_, k) => seed * 1000 + k).flatMap((draw) =>
    changes.map((change) => ({ config: { ...config, scenario: "ascent" as const, ...change }, seed: draw })),
  );
}

/** Input scales at which networks are counted. */
export const scales = [0.05, 0.1, 0.2, 0.4, 0.8] as const;

/** d, m, draws a scale and starts of the count. */
const count = {
  smoke: { dimension: 20, width: 30, draws: 28, starts: 3 },
  default: { dimension: 40, width: 400, draws: 40, starts: 10 },
  full: { dimension: 40, width: 1500, draws: 60, starts: 32 },
} as const;

/** Random networks at five scales with starts all over the sphere: 200 at the default scale. */
export function countSweep(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  const { draws, ...sizes } = count[config.scale];
  return trials(
    config,
    seed,
    draws,
    scales.map((inputScale) => ({ ...own(config), ...sizes, inputScale, recordsPerDecade: 1, ...change })),
  );
}

/** The activation and the files are the user's; everything else a claim asks for itself. */
function own(config: Config): Partial<Config> {
  return {
    dimension: config.dimension,
    ratio: 0.5,
    label: 1,
    loss: "squared",
    domain: "sphere",
    stepUnit: "contraction",
    step: 2,
    tolerance: 1e-7,
    steps: 400,
    dense: 0,
  };
}

/** The first 20 draws: a counter-run needs no more. */
export function someOf(all: readonly Trial<Config>[]): readonly Trial<Config>[] {
  const seeds = [...new Set(all.map(({ seed }) => seed))];
  const kept = new Set(seeds.slice(0, 20));
  return all.filter(({ seed }) => kept.has(seed));
}

/** Few networks at one scale and few steps: what a counter-run needs to be seen. */
export function fewNetworks(config: Config, seed: number): readonly Trial<Config>[] {
  return countSweep(config, seed, { starts: 4, steps: 60 }).filter((trial) => trial.config.inputScale === 0.2);
}

const ladder = {
  smoke: { dimension: 12, width: 30, draws: 5 },
  default: { dimension: 30, width: 200, draws: 8 },
  full: { dimension: 40, width: 1500, draws: 12 },
} as const;

/** One start at radii from 0.008 down, softplus, every step recorded: the contraction and the angle as ε → 0. */
export function radiusLadder(config: Config, seed: number): readonly Trial<Config>[] {
  const { draws, ...sizes } = ladder[config.scale];
  return trials(
    config,
    seed,
    draws,
    [0.016, 0.004, 0.001, 0.00025].map((inputScale) => ({
      ...own(config),
      ...sizes,
      activation: "softplus" as const,
      inputScale,
      starts: 1,
      step: 1,
      tolerance: 0,
      steps: 48,
      dense: 48,
    })),
  );
}

/** Radii of the ladder on which steps are counted, half a decade and more on both sides of the tail. */
const radii = [0.0003, 0.00044, 0.00065, 0.00095, 0.0014, 0.002, 0.003, 0.0044] as const;

/** tanh, one start from one direction at rising radii, one step η for all (or a power of ε): steps until the angle is 0.1. */
export function stepsLadder(config: Config, seed: number, power = 0): readonly Trial<Config>[] {
  const { draws, ...sizes } = ladder[config.scale];
  const slow = config.scale === "smoke" ? 3e-6 : 1e-6;
  return trials(
    config,
    seed,
    draws,
    radii.map((radius) => ({
      ...own(config),
      ...sizes,
      activation: "tanh" as const,
      inputScale: 2 * radius,
      starts: 1,
      stepUnit: "fixed" as const,
      step: power === 0 ? slow : (slow * radius) / 0.0003,
      tolerance: 0.1,
      steps: 50_000,
      recordsPerDecade: 1,
    })),
  );
}

/** Scales a factor 1.5 apart from 0.02 on. */
const wide = [0.02, 0.03, 0.045, 0.068, 0.1, 0.15, 0.23, 0.34, 0.5] as const;

/** tanh at scales of practice, one step η for all (or one that rises with the square of the scale): steps to tolerance. */
export function scaleSweep(config: Config, seed: number, rising = false): readonly Trial<Config>[] {
  const { draws, ...sizes } = ladder[config.scale];
  return trials(
    config,
    seed,
    draws,
    wide.map((inputScale) => ({
      ...own(config),
      ...sizes,
      activation: "tanh" as const,
      inputScale,
      starts: 1,
      stepUnit: "fixed" as const,
      step: rising ? (1e-5 * (inputScale * inputScale)) / 4e-4 : 1e-3,
      tolerance: 1e-3,
      steps: 50_000,
      recordsPerDecade: 1,
    })),
  );
}

/** The logistic loss at one scale. */
export function logisticRuns(config: Config, seed: number): readonly Trial<Config>[] {
  const { draws, ...sizes } = count[config.scale];
  return trials(config, seed, Math.max(draws, 40), [
    { ...own(config), ...sizes, starts: 6, loss: "logistic", inputScale: 0.2, recordsPerDecade: 1 },
  ]);
}

/** Ascent in the ball from its centre outwards, where both signs of the residual can be reached. */
export function ballRuns(config: Config, seed: number): readonly Trial<Config>[] {
  const { draws, ...sizes } = count[config.scale];
  return trials(
    config,
    seed,
    Math.ceil(draws / 2),
    [0.2, 0.8].map((inputScale) => ({ ...own(config), ...sizes, starts: 6, domain: "ball" as const, inputScale, recordsPerDecade: 1 })),
  );
}

/** The same with few steps, for counter-runs. */
export function fewLogistic(config: Config, seed: number): readonly Trial<Config>[] {
  return logisticRuns(config, seed).map((trial) => ({ ...trial, config: { ...trial.config, starts: 2, steps: 40 } }));
}

/** The same with few steps at the larger scale, for counter-runs. */
export function fewBalls(config: Config, seed: number): readonly Trial<Config>[] {
  return ballRuns(config, seed)
    .filter((trial) => trial.config.inputScale === 0.8)
    .map((trial) => ({ ...trial, config: { ...trial.config, steps: 60 } }));
}

const outer = {
  smoke: { dimension: 8, width: 20, samples: 2, draws: 6, outerSteps: 3, innerSteps: 8 },
  default: { dimension: 16, width: 100, samples: 4, draws: 12, outerSteps: 10, innerSteps: 10 },
  full: { dimension: 40, width: 1000, samples: 32, draws: 12, outerSteps: 50, innerSteps: 20 },
} as const;

/** Scales of training, a factor 1.6 apart. */
const trained = [0.05, 0.08, 0.125, 0.2, 0.32, 0.5, 0.8] as const;

/** The beginning of adversarial training at seven scales, tanh, with one step of the adversary for all (or one that rises with the cube of the scale). */
export function trainingSweep(config: Config, seed: number, rising = false): readonly Trial<Config>[] {
  const { draws, ...sizes } = outer[config.scale];
  return trials(
    config,
    seed,
    draws,
    trained.map((inputScale) => ({
      ...own(config),
      ...sizes,
      scenario: "training" as const,
      activation: "tanh" as const,
      inputScale,
      stepUnit: "fixed" as const,
      // So small that steps are many at every scale: a handful of them would bend the law.
      step: rising ? 0.1 * inputScale * inputScale * inputScale : 2e-3,
      tolerance: 0.01,
      steps: 5000,
      recordsPerDecade: 1,
      outerUnit: "kernel" as const,
      outerStep: 0.25,
    })),
  );
}
