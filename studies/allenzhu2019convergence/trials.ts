import type { Trial } from "@overparam/core";
import type { Config } from "./config.ts";

type Scale = Config["scale"];

/** Widths a factor of about 1.6 apart over a decade, so that a slope has six points on it. */
export const widths: Readonly<Record<Scale, readonly number[]>> = {
  smoke: [10, 16, 25, 40, 64, 100],
  default: [40, 64, 104, 168, 264, 416],
  full: [200, 320, 512, 800, 1280, 2000],
};
const draws: Readonly<Record<Scale, number>> = { smoke: 6, default: 8, full: 10 };

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

/** Runs at every width with every seed. */
export function widthSweep(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  return shapes(config).flatMap((shape) =>
    seeds(seed, draws[config.scale]).flatMap((draw) =>
      widths[config.scale].map((width) => ({ config: { ...config, ...shape, ...small(config), width, ...change }, seed: draw })),
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
  return seeds(seed, draws[config.scale]).map((draw) => ({
    config: { ...config, ...small(config), width: config.scale === "smoke" ? 32 : 128, ...change },
    seed: draw,
  }));
}

/** Narrow networks are quick, and scatter more. */
const narrowDraws = 16;

/** Narrow networks at six widths: what a counter-run over widths needs to be seen. */
export function narrowSweep(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  const narrow = config.scale === "smoke" ? [16, 25, 40, 64, 100, 160] : [32, 50, 80, 128, 200, 320];
  return seeds(seed, narrowDraws).flatMap((draw) =>
    narrow.map((width) => ({ config: { ...config, ...small(config), width, ...change }, seed: draw })),
  );
}

/** Two drawn inputs far apart, which take few steps a decade: for descents that are slowed down on purpose. */
export const easyPair: Partial<Config> = { samples: 2, separation: 0.8, inputsFile: undefined };
