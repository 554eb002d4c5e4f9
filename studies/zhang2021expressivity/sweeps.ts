import type { Trial } from "@overparam/core";
import type { Config } from "./config.ts";

type Scale = Config["scale"];

/** Sizes of the runs behind claims: n, d, and the load m d/(2n) that is well above 1. */
const sizes: Readonly<
  Record<Scale, { samples: number; dimension: number; students: number; steps: number; draws: number; radii: number }>
> = {
  smoke: { samples: 20, dimension: 5, students: 16, steps: 2000, draws: 3, radii: 5 },
  default: { samples: 60, dimension: 10, students: 18, steps: 3000, draws: 6, radii: 8 },
  full: { samples: 100, dimension: 10, students: 30, steps: 20_000, draws: 10, radii: 10 },
};

/** ε = 0.4, 0.2, 0.1, …: halved as often as the scale asks. */
export function radii(config: Config): readonly number[] {
  return halved(0.4, sizes[config.scale].radii);
}

function halved(first: number, count: number): readonly number[] {
  const list = [first];
  while (list.length < count) list.push((list.at(-1) as number) / 2);
  return list;
}

/** What every run behind a claim has: Gaussian inputs and the scale's sizes. */
function base(config: Config): Config {
  const { inputs: _inputs, ...rest } = config;
  const { samples, dimension, students, steps } = sizes[config.scale];
  return {
    ...rest,
    samples,
    dimension,
    students,
    steps,
    labels: "signs",
    start: "mirrored",
    method: "constrained",
    blockScaled: true,
    spectrum: "never",
    lossFloor: 0,
  };
}

/** Every given change with every draw. Seeds of different verifications have none in common. */
function trials(config: Config, seed: number, draws: number, changes: readonly Partial<Config>[]): readonly Trial<Config>[] {
  return Array.from({ length: draws }, (_, k) => seed * 1000 + k).flatMap((draw) =>
    changes.map((change) => ({ config: { ...base(config), ...change }, seed: draw })),
  );
}

/** Constrained runs with m d/2 ≥ 1.5 n at every radius. */
export function radiusSweep(config: Config, seed: number): readonly Trial<Config>[] {
  return trials(
    config,
    seed,
    sizes[config.scale].draws,
    radii(config).map((radius) => ({ radius, spectrum: "at the end" })),
  );
}

/** A part of the same, of a third of the steps: what a counter-run needs to be seen. */
export function shortSweep(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  const { steps } = sizes[config.scale];
  return trials(
    config,
    seed,
    3,
    radii(config)
      .slice(0, 5)
      .map((radius) => ({ radius, spectrum: "never", steps: Math.floor(steps / 3), ...change })),
  );
}

/** Constrained runs in which the Jacobian's singular values are recorded, at two radii. */
export function spectrumSweep(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  const { draws, steps } = sizes[config.scale];
  return trials(
    config,
    seed,
    Math.min(3, draws),
    [0.2, 0.05].map((radius) => ({ radius, spectrum: "always", steps: Math.min(steps, 500), recordsPerDecade: 10, ...change })),
  );
}

/** An even number of students with m d/2 well below n. */
export function tooFew(config: Config): number {
  const { samples, dimension } = sizes[config.scale];
  return 2 * Math.max(1, Math.floor(samples / dimension / 2));
}

/** Widths and radii of the runs below the threshold, for the limit ε → 0. */
const limits: Readonly<
  Record<Scale, { samples: number; dimension: number; students: readonly number[]; radii: number; steps: number; draws: number }>
> = {
  smoke: { samples: 20, dimension: 5, students: [4], radii: 4, steps: 1000, draws: 2 },
  default: { samples: 100, dimension: 10, students: [4, 8, 12, 16], radii: 5, steps: 4000, draws: 3 },
  full: { samples: 100, dimension: 10, students: [4, 8, 12, 16, 18], radii: 7, steps: 50_000, draws: 5 },
};

/** Constrained runs with m d/2 < n at small radii. */
export function limitSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { samples, dimension, students, radii: count, steps, draws } = limits[config.scale];
  return trials(
    config,
    seed,
    draws,
    students.flatMap((width) =>
      halved(0.04, count).map((radius) => ({ samples, dimension, students: width, steps, recordsPerDecade: 5, radius })),
    ),
  );
}

/** Sizes at which the line 1 − m d/(2n) is looked at. */
export function lineSizes(config: Config): {
  readonly samples: number;
  readonly dimension: number;
  readonly students: readonly number[];
  readonly draws: number;
} {
  return {
    smoke: { samples: 40, dimension: 5, students: [4, 8, 12, 16, 20, 24], draws: 5 },
    default: { samples: 100, dimension: 10, students: [4, 8, 12, 16, 18, 20, 24, 28], draws: 5 },
    full: { samples: 200, dimension: 20, students: [4, 8, 12, 16, 18, 20, 24, 28], draws: 20 },
  }[config.scale];
}
