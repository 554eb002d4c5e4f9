import type { Trial } from "@overparam/core";
import type { Config } from "./config.ts";

type Scale = Config["scale"];

/** Independent draws of seed `seed`; seeds of different verifications have none in common. */
export function draws(seed: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => seed * 1000 + k);
}

const recoveryDraws: Readonly<Record<Scale, number>> = { smoke: 1, default: 4, full: 20 };

/** Kept by every run of a claim: what the claims are about, whatever else the config asks. */
const plain = {
  directions: "orthonormal",
  samples: 0,
  weights: "fixed",
  rule: "norm-dependent",
  start: "dense",
  startMass: 0.5,
} as const satisfies Partial<Config>;

/** One teacher; two of equal signs; three of both signs. λ is such that the linear phase ends within the steps. */
const settings = {
  one: { dimension: 3, teachers: 1, students: 10, signs: "equal", lambda: 0.05 },
  two: { dimension: 4, teachers: 2, students: 20, signs: "equal", lambda: 0.05 },
  three: { dimension: 4, teachers: 3, students: 30, signs: "alternating", lambda: 0.02 },
} as const satisfies Record<string, Partial<Config>>;

/** Steps until a run is at its rounding. */
const steps: Readonly<Record<Scale, Readonly<Record<keyof typeof settings, number>>>> = {
  smoke: { one: 1500, two: 2000, three: 0 },
  default: { one: 8000, two: 20_000, three: 40_000 },
  full: { one: 20_000, two: 100_000, three: 200_000 },
};

/** The recovery runs: one, two and three teachers, until nothing moves any more. A smoke test takes larger λ, which converge sooner, and leaves three out. */
export function recovery(config: Config, seed: number): readonly Trial<Config>[] {
  return (["one", "two", "three"] as const).flatMap((name) => trialsOf(config, seed, name));
}

/** The runs of the recovery with one teacher. */
export function oneTeacher(config: Config, seed: number): readonly Trial<Config>[] {
  return trialsOf(config, seed, "one");
}

/** The runs of the recovery with two teachers, as many as a slope needs. */
export function twoTeachers(config: Config, seed: number): readonly Trial<Config>[] {
  const count = { smoke: 5, default: 20, full: 40 }[config.scale];
  const trials = changed(trialsOf(config, seed, "two", count), { climbs: 0, recordsPerDecade: 20 });
  return config.scale === "smoke" ? changed(trials, { steps: 6000 }) : trials;
}

function trialsOf(
  config: Config,
  seed: number,
  name: keyof typeof settings,
  count = recoveryDraws[config.scale],
): readonly Trial<Config>[] {
  const taken = steps[config.scale][name];
  if (taken === 0) return [];
  const lambda = config.scale === "smoke" && name === "two" ? 0.15 : settings[name].lambda;
  return draws(seed, count).map((draw) => ({
    config: {
      ...config,
      ...plain,
      ...settings[name],
      lambda,
      step: 0.5,
      steps: taken,
      climbs: 6,
      recordsPerDecade: config.scale === "smoke" ? 4 : 10,
    },
    seed: draw,
  }));
}

/** A trial with some settings changed. */
export function changed(trials: readonly Trial<Config>[], change: Partial<Config>): readonly Trial<Config>[] {
  return trials.map((trial) => ({ ...trial, config: { ...trial.config, ...change } }));
}

/** Students over which a step rule is compared. */
export function ruleSweep(config: Config, seed: number, rule: Config["rule"] = "norm-dependent"): readonly Trial<Config>[] {
  const { widths, count } = {
    smoke: { widths: [10, 30, 90], count: 9 },
    default: { widths: [16, 32, 64, 128], count: 12 },
    full: { widths: [16, 32, 64, 128, 256, 512], count: 20 },
  }[config.scale];
  return draws(seed, count).flatMap((draw) =>
    widths.map((students) => ({
      config: {
        ...config,
        ...plain,
        rule,
        dimension: 3,
        teachers: 2,
        signs: "equal" as const,
        lambda: 0.1,
        students,
        // Small enough for the constant step, which moves the total mass M times as fast.
        step: rule === "constant" ? 0.02 : 0.2,
        // The constant step is M times as fast, so that a smoke test of many students can be short.
        steps: config.scale !== "smoke" ? 600 : rule === "constant" ? 100 + Math.ceil(5000 / students) : 400,
        climbs: 0,
        recordsPerDecade: 8,
      },
      seed: draw,
    })),
  );
}

/** Orthonormal teachers, as many as dimensions: as many students as teachers or twice as many, and few teachers in few dimensions. */
export function widthSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { small, large, count, steps: taken } = sizesOf(config.scale);
  return draws(seed, count).flatMap((draw) =>
    [
      { dimension: large, teachers: large, students: large },
      { dimension: large, teachers: large, students: 2 * large },
      { dimension: small, teachers: small, students: small },
    ].map((size) => ({
      config: {
        ...config,
        ...plain,
        ...size,
        signs: "equal" as const,
        lambda: config.scale === "smoke" ? 0.05 : 0.02,
        step: 0.5,
        steps: taken,
        climbs: 0,
        recordsPerDecade: 1,
      },
      seed: draw,
    })),
  );
}

/** Dimensions, draws and steps of the width sweep. */
export function sizesOf(scale: Scale) {
  return {
    smoke: { small: 3, large: 8, count: 10, steps: 400 },
    default: { small: 4, large: 10, count: 40, steps: 2500 },
    full: { small: 4, large: 20, count: 200, steps: 10_000 },
  }[scale];
}
