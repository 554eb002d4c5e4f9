import type { Experiment, Trial } from "@overparam/core";
import type { Config } from "../config.ts";
import { conservation } from "../claims/conservation.ts";
import { driftFigure } from "../figures/drift.ts";
import { pairsFigure } from "../figures/pairs.ts";

const episodes = { smoke: 2, default: 12, full: 100 } as const;

function sweep(config: Config, seed: number, grouping: Config["grouping"]): readonly Trial<Config>[] {
  const widest = config.widths.reduce((most, width) => Math.max(most, width), 1);
  const counts: number[] = [];
  for (let count = 1; count < widest; count *= 2) counts.push(count);
  return Array.from({ length: episodes[config.scale] }, (_, k) => 1000 * seed + k).flatMap((draw) =>
    [...counts, widest].map((count) => ({
      config: { ...config, grouping, recordsPerDecade: 1, groups: config.widths.map((width) => Math.min(width, count)) },
      seed: draw,
    })),
  );
}

/** Accuracy against the number of groups, for each way to group. */
const sweeps = (["activations", "random", "gradients"] as const).map(
  (grouping): Experiment<Config> => ({
    id: `groups-by-${grouping}`,
    title: `Number of groups, grouped by ${grouping === "random" ? "chance" : grouping}`,
    says: "Test accuracy on the same episodes with 1, 2, 4, … groups a layer, and as many as neurons.",
    trials: (config, seed) => sweep(config, seed, grouping),
    figures: (records) => pairsFigure(records),
  }),
);

const rules: Experiment<Config> = {
  id: "conserved-differences",
  title: "Conserved differences",
  says: "Largest change of a difference inside groups over 1000 steps, plain, with momentum and with Adam.",
  trials: (config, seed) => conservation.ensemble?.(config, seed) ?? [],
  figures: (records) => driftFigure(records),
};

/** Sweeps of the number of groups, and the conserved differences. */
export const experiments: readonly Experiment<Config>[] = [...sweeps, rules];
