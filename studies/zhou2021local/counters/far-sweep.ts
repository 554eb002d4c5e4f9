import type { Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { spreadSweep } from "../widths.ts";

/** Students of norm 3 in random directions at every width, a few small steps: mass and loss grow with m. */
export function farSweep(config: Config, seed: number): readonly Trial<Config>[] {
  return spreadSweep({ ...config, steps: 5, step: 1e-4 }, seed).map((trial) => ({
    ...trial,
    config: { ...trial.config, start: "scaled", startScale: 3 },
  }));
}
