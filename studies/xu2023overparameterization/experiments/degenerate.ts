import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { lossFigures } from "../figures/index.ts";

const starts = [
  ["parallel to v", { start: "parallel", students: 2 }],
  ["equal", { start: "equal", students: 2 }],
  ["mirror pair", { start: "mirror", students: 2 }],
  ["random", { start: "random", students: 2 }],
] as const;
const steps = { smoke: 3000, default: 200_000, full: 10_000_000 } as const;

/** The degenerate starts of claim 6 next to a generic one. */
export const degenerate: Experiment<Config> = {
  id: "degenerate",
  title: "Degenerate starts",
  says: "Two students along the teacher, equal, mirroring each other, and from a random start: the first two learn exponentially fast, the others do not.",
  trials: (config, seed) =>
    starts.map(([, change]) => ({ config: { ...config, step: 0.05, steps: steps[config.scale], ...change }, seed })),
  figures: (records, math) =>
    lossFigures(records, [], math, ({ config }) => starts.find(([, { start }]) => start === config.start)?.[0] ?? config.start).filter(
      ({ id }) => id === "loss" || id === "local-slope",
    ),
};
