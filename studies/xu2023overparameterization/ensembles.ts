import type { Trial } from "@overparam/core";
import type { Config } from "./config.ts";

type Scale = Config["scale"];

/** Widths, draws and steps of the runs from random starts. */
const sizes: Readonly<Record<Scale, { widths: readonly number[]; wide: readonly number[]; draws: number; steps: number }>> = {
  smoke: { widths: [2, 3], wide: [2, 4, 8], draws: 6, steps: 3000 },
  default: { widths: [2, 3, 4], wide: [2, 3, 4, 8], draws: 8, steps: 400_000 },
  full: { widths: [2, 3, 4, 8], wide: [2, 3, 4, 8, 16], draws: 10, steps: 10_000_000 },
};

/** Random starts at every width that a slope is asked of. */
export function slopeSweep(config: Config, seed: number): readonly Trial<Config>[] {
  return randomStarts(config, seed, sizes[config.scale].widths, sizes[config.scale].steps);
}

/** Random starts at more widths, for constants that must not grow with n; those of {@link slopeSweep} are among them. */
export function widthSweep(config: Config, seed: number): readonly Trial<Config>[] {
  return randomStarts(config, seed, sizes[config.scale].wide, sizes[config.scale].steps);
}

/** Draws and steps of what a counter-run needs to be seen. */
const short = { draws: 8, steps: 3000 } as const;

/** Random starts at two widths, short: what a counter-run needs to be seen. */
export function shortSweep(config: Config, seed: number): readonly Trial<Config>[] {
  return randomStarts(config, seed, [2, 3], short.steps, short.draws);
}

/** Random starts at the widths of {@link widthSweep}, short. */
export function shortWidths(config: Config, seed: number): readonly Trial<Config>[] {
  return randomStarts(config, seed, sizes[config.scale].wide, short.steps);
}

/** Tenfold smaller starts at the widths of {@link widthSweep}, short: for what holds once the students have grown. */
export function smallSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { wide, draws } = sizes[config.scale];
  return randomStarts({ ...config, sigma: config.sigma / 10 }, seed, wide, config.scale === "smoke" ? 2000 : 20_000, 2 * draws);
}

/** Random starts: the given widths × independent draws. Seeds of different verifications have none in common. */
export function randomStarts(
  config: Config,
  seed: number,
  widths: readonly number[],
  steps: number,
  draws?: number,
): readonly Trial<Config>[] {
  const count = draws ?? sizes[config.scale].draws;
  return seedsOf(seed, count).flatMap((draw) =>
    widths.map((students) => ({ config: { ...config, start: "random" as const, students, steps }, seed: draw })),
  );
}

/** A start of claim 6 or 8, from a few draws, with a step at which discrete and continuous rates differ. */
export function special(
  config: Config,
  seed: number,
  change: Pick<Config, "start" | "students"> & Partial<Config>,
  draws = 3,
): readonly Trial<Config>[] {
  return seedsOf(seed, draws).map((draw) => ({ config: { ...config, step: 0.2, recordsPerDecade: 20, ...change }, seed: draw }));
}

/** Steps of the mirror pair: t = 2000, 20 000 and more. */
export const mirrorSteps: Readonly<Record<Scale, number>> = { smoke: 20_000, default: 500_000, full: 10_000_000 };

function seedsOf(seed: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => seed * 1000 + k);
}
