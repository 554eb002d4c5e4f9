import type { Trial } from "@overparam/core";
import type { Config } from "./config.ts";

type Scale = Config["scale"];

/** Widths of descents to the end, a factor of 2.5 apart. */
export const widths: Readonly<Record<Scale, readonly number[]>> = {
  smoke: [16, 40, 100],
  default: [64, 160, 400],
  full: [200, 320, 512, 800, 1280, 2000],
};
const draws: Readonly<Record<Scale, number>> = { smoke: 4, default: 4, full: 10 };

/** Independent seeds; those of different verifications have none in common. */
export function seeds(seed: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => seed * 1000 + k);
}

/** The networks that a verification is over: the config's own, and at full scale all three at three depths. */
function shapes(config: Config): readonly Partial<Config>[] {
  if (config.scale !== "full") return [{}];
  return (["fully-connected", "convolutional", "residual"] as const).flatMap((architecture) =>
    [1, 2, 4].map((layers) => ({ architecture, layers })),
  );
}

/** Descents to the end at every width with every seed. */
export function widthSweep(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  return shapes(config).flatMap((shape) =>
    seeds(seed, draws[config.scale]).flatMap((draw) =>
      widths[config.scale].map((width) => ({ config: { ...config, ...shape, ...small(config), width, ...change }, seed: draw })),
    ),
  );
}

/** Widths of {@link trendSweep}, a factor of 2 apart: a trend is judged on the far half of them. */
const trendWidths: Readonly<Record<Scale, readonly number[]>> = {
  smoke: [12, 24, 48],
  default: [64, 128, 256, 512],
  full: [64, 128, 256, 512, 1024, 2048],
};
/**
 * One start gives the largest squared gradient's power of m with a standard deviation of about 0.8 and the movement's of 0.15, their changes over the widths of
 * 1.3 and 0.3: with 128 starts an interval of four standard errors and one of the change stays well within the margins of 1/2 and 1/6.
 */
const trendDraws: Readonly<Record<Scale, number>> = { smoke: 3, default: 128, full: 20 };

/** Many short descents at every width: four samples to a thousandth of the loss, so that a trend in m is told from the scatter of the starts. */
export function trendSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const easy: Partial<Config> = config.inputsFile === undefined ? { samples: Math.min(config.samples, 4), separation: 0.8 } : {};
  return shapes(config).flatMap((shape) =>
    seeds(seed, trendDraws[config.scale]).flatMap((draw) =>
      trendWidths[config.scale].map((width) => ({
        config: { ...config, ...shape, ...easy, width, step: 1, stopLoss: config.scale === "smoke" ? 0.1 : 1e-3, every: 4 },
        seed: draw,
      })),
    ),
  );
}

/** A smoke test takes fewer samples and ends earlier. */
function small(config: Config): Partial<Config> {
  return config.scale === "smoke" && config.inputsFile === undefined
    ? { samples: Math.min(config.samples, 3), steps: Math.min(config.steps, 120), stopLoss: Math.max(config.stopLoss, 1e-5), every: 20 }
    : {};
}

/** One width, every seed. */
export function singleWidth(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  return seeds(seed, draws[config.scale] + 2).map((draw) => ({
    config: { ...config, ...small(config), width: config.scale === "smoke" ? 32 : 128, ...change },
    seed: draw,
  }));
}

/** Narrow networks at three widths a factor of three apart, quick and many: what a counter-run over widths needs to be seen. */
export function narrowSweep(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  return seeds(seed, 32).flatMap((draw) =>
    [8, 24, 72].map((width) => ({ config: { ...config, ...small(config), width, ...change }, seed: draw })),
  );
}

/** Two drawn inputs far apart, which take few steps a decade: for descents that are slowed down on purpose. */
export const easyPair: Partial<Config> = { samples: 2, separation: 0.8, inputsFile: undefined };
