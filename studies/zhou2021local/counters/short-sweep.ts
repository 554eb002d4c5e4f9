import type { Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { seeds, widths } from "../widths.ts";

/** Most steps of a counter-run: enough for its asymptotics, a fraction of the main runs. */
const steps = { smoke: 200, default: 3000, full: 30_000 } as const;

/** The two smallest widths above r, all seeds, and short runs: enough for a counter-run to be seen. */
export function shortSweep(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  return seeds(config, seed).flatMap((draw) =>
    widths(config)
      .slice(1, 3)
      .map((width) => ({ config: { ...config, ...width, steps: Math.min(config.steps, steps[config.scale]), ...change }, seed: draw })),
  );
}
