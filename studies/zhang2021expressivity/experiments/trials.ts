import type { Trial } from "@overparam/core";
import type { Config } from "../config.ts";

/** Every change with every draw, on Gaussian inputs unless `files` keeps the file's. */
export function trialsOf(
  config: Config,
  seed: number,
  draws: number,
  changes: readonly Partial<Config>[],
  files = false,
): readonly Trial<Config>[] {
  const { inputs, ...rest } = config;
  const own: Config = files && inputs !== undefined ? { ...rest, inputs } : rest;
  return Array.from({ length: draws }, (_, k) => seed * 1000 + k).flatMap((draw) =>
    changes.map((change) => ({ config: { ...own, spectrum: "never" as const, lossFloor: 0, ...change }, seed: draw })),
  );
}
