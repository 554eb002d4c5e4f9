import type { Trial } from "@overparam/core";
import type { Config } from "./config.ts";

/** Independent draws of seed `seed`; seeds of different verifications have none in common. */
export function draws(seed: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => seed * 1000 + k);
}

/** What every run of a claim keeps, whatever else the config asks. */
const plain = {
  flips: 0,
  loss: "logistic",
  algorithm: "insertion",
  insertSize: 0.1,
  tolerance: 1e-6,
  students: 8,
  recordsPerDecade: 3,
} as const satisfies Partial<Config>;

/** Exclusive-or on the circle and on a circle inside R^10, logistic loss and smooth hinge, until nothing moves any more. A file's data in place of them where one is given. */
export function certifiedRuns(config: Config, seed: number): readonly Trial<Config>[] {
  const { count, samples, steps } = {
    smoke: { count: 1, samples: 24, steps: 6000 },
    default: { count: 3, samples: 40, steps: 16_000 },
    full: { count: 10, samples: 200, steps: 40_000 },
  }[config.scale];
  const kinds = [
    { data: "circle", loss: "logistic", lambda: 0.03 },
    { data: "subspace", loss: "smooth-hinge", lambda: 0.03 },
  ] as const;
  return draws(seed, count).flatMap((draw) =>
    kinds.map((kind) => ({ config: { ...config, ...plain, ...kind, samples, dimension: 10, step: 0.5, steps }, seed: draw })),
  );
}

/** A trial with some settings changed. */
export function changed(trials: readonly Trial<Config>[], change: Partial<Config>): readonly Trial<Config>[] {
  return trials.map((trial) => ({ ...trial, config: { ...trial.config, ...change } }));
}

/** Descent alone on the data of the certified runs, at several widths. */
export function widthRuns(config: Config, seed: number): readonly Trial<Config>[] {
  const widths = { smoke: [1, 12], default: [1, 2, 3, 4, 8, 24], full: [1, 2, 3, 4, 8, 50] }[config.scale];
  return certifiedRuns(config, seed)
    .filter((trial) => trial.config.data === "circle")
    .flatMap((trial) =>
      widths.map((students) => ({
        ...trial,
        config: { ...trial.config, algorithm: "descent" as const, students, startScale: 0.3, startRatio: 2 },
      })),
    );
}

/** The wide ones among the width runs. */
export function wideRuns(config: Config, seed: number): readonly Trial<Config>[] {
  const all = widthRuns(config, seed);
  const most = all.reduce((largest, trial) => Math.max(largest, trial.config.students), 0);
  return all.filter((trial) => trial.config.students === most);
}

/** The narrowest ones. */
export function narrowRuns(config: Config, seed: number): readonly Trial<Config>[] {
  return widthRuns(config, seed).filter((trial) => trial.config.students === 1);
}

/** Growing numbers of samples on the circle, or of a file's, descent from random starts: for the bound on the test error, which is for any network. */
export function testErrorRuns(config: Config, seed: number): readonly Trial<Config>[] {
  const drawn = ({ smoke: [8000], default: [1000, 4000, 16_000], full: [1000, 4000, 16_000, 64_000] } as const)[config.scale];
  // A file gives what it has; sizes beyond it are all of it.
  const sizes = config.inputs === undefined ? drawn : [80, 160, 320, 640, 1280];
  return draws(seed, 1).flatMap((draw) =>
    sizes.map((samples) => ({
      config: {
        ...config,
        ...plain,
        algorithm: "gradient" as const,
        // From 8 neurons one random start in ten ends at a minimum without certificate.
        students: config.scale === "smoke" ? 8 : 16,
        startScale: 0.5,
        startRatio: 1,
        data: "circle" as const,
        lambda: 0.02,
        samples,
        step: 1,
        steps: config.scale === "smoke" ? 150 : 1500,
        recordsPerDecade: 1,
      },
      seed: draw,
    })),
  );
}

/** Growing numbers of samples on the circle, for what the algorithm costs. A smoke test is too short to be certified. */
export function costRuns(config: Config, seed: number): readonly Trial<Config>[] {
  const { sizes, count, steps } = {
    smoke: { sizes: [8, 13, 20, 32, 50, 80], count: 3, steps: 100 },
    default: { sizes: [16, 26, 42, 66, 104, 160], count: 8, steps: 8000 },
    full: { sizes: [16, 32, 64, 128, 256, 512, 1024], count: 20, steps: 20_000 },
  }[config.scale];
  return draws(seed, count).flatMap((draw) =>
    sizes.map((samples) => ({
      config: {
        ...config,
        ...plain,
        data: "circle" as const,
        lambda: 0.03,
        tolerance: 1e-3,
        samples,
        step: 0.5,
        students: 6,
        steps,
        recordsPerDecade: 1,
      },
      seed: draw,
    })),
  );
}
