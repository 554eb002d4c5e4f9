import type { Trial } from "@overparam/core";
import type { Config } from "./config.ts";
import { badLoss } from "./problem.ts";

type Scale = Config["scale"];

/** Starts in one run: a run is a task, and tasks are what workers share. */
const batch = 25;

/** A smoke test takes the larger step of the 2021 protocol's size, which gets there three times sooner. */
const steps: Readonly<Record<Scale, number>> = { smoke: 0.3, default: 0.1, full: 0.1 };

/** How many starts, at which k. */
const sizes: Readonly<
  Record<
    Scale,
    {
      table: readonly (readonly [k: number, starts: number])[];
      more: readonly number[];
      moreStarts: number;
      extra: readonly number[];
      extraStarts: number;
    }
  >
> = {
  smoke: {
    table: [
      [6, 30],
      [8, 30],
      [10, 50],
    ],
    more: [],
    moreStarts: 0,
    extra: [10],
    extraStarts: 50,
  },
  default: {
    table: [
      [6, 1000],
      [8, 1000],
      [10, 1000],
    ],
    more: [12],
    moreStarts: 100,
    extra: [8, 10],
    extraStarts: 300,
  },
  full: {
    table: [
      [6, 1000],
      [7, 1000],
      [8, 1000],
      [9, 1000],
      [10, 1000],
      [11, 1000],
      [12, 1000],
    ],
    more: [15, 20],
    moreStarts: 300,
    extra: [6, 7, 8, 9, 10, 11, 12],
    extraStarts: 1000,
  },
};

/** Those k whose counts the authors give: starts that ended at 1e-3 or above, of 1000. */
export const authors = [
  { group: "k = 6", hits: 3, of: 1000 },
  { group: "k = 8", hits: 126, of: 1000 },
  { group: "k = 10", hits: 346, of: 1000 },
] as const;

/** The table: as many students as teachers. */
export function table(config: Config, seed: number): readonly Trial<Config>[] {
  return sizes[config.scale].table.flatMap(([k, starts]) => batches(config, seed, { teachers: k, extra: 0, enough: 0 }, starts));
}

/** The table and the larger k. */
export function longTable(config: Config, seed: number): readonly Trial<Config>[] {
  const { more, moreStarts } = sizes[config.scale];
  return [...table(config, seed), ...more.flatMap((k) => batches(config, seed, { teachers: k, extra: 0, enough: 0 }, moreStarts))];
}

/** Teachers at which extra students are tried. */
export function extraTeachers(config: Config): readonly number[] {
  return sizes[config.scale].extra;
}

/** One or two students more than teachers. Fits are t⁻³ slow there, so a start is left where its loss says that it has found the teachers. */
export function withExtra(config: Config, seed: number, extra: number): readonly Trial<Config>[] {
  const { extra: ks, extraStarts } = sizes[config.scale];
  return ks.flatMap((k) => batches(config, seed, { teachers: k, extra, enough: badLoss / 2 }, extraStarts));
}

/** The table's k with two extra students: where nothing gets stuck. */
export function neverStuck(config: Config, seed: number): readonly Trial<Config>[] {
  return [6, 8, 10].flatMap((k) =>
    batches(config, seed, { teachers: k, extra: 2, enough: badLoss / 2 }, config.scale === "smoke" ? 40 : 100),
  );
}

/** `count` starts of one setting, in runs of a few each, numbered from 1. */
export function batches(config: Config, seed: number, change: Partial<Config>, count: number): readonly Trial<Config>[] {
  return Array.from({ length: Math.ceil(count / batch) }, (_, j) => ({
    config: {
      ...config,
      activation: "relu" as const,
      start: "gaussian" as const,
      step: steps[config.scale],
      steps: 200_000,
      recordsPerDecade: 2,
      restarts: Math.min(batch, count - j * batch),
      first: 1 + j * batch,
      ...change,
    },
    seed,
  }));
}
