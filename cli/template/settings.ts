import { config, field, z } from "@overparam/core";

/** What can be set. Flags, the form of the page, JSON Schema and the run's id all derive from this. */
export const settings = config({
  dimension: field(z.int().min(1).max(1024).default(8), {
    description: "Number of parameters",
    symbol: "d",
    slider: [1, 64],
    group: "problem",
  }),
  condition: field(z.number().min(2).max(1e6).default(100), {
    description: "Largest curvature over smallest",
    symbol: "κ",
    scale: "log",
    group: "problem",
  }),
  step: field(z.number().min(1e-4).max(1).default(0.5), {
    description: "Step of gradient descent",
    symbol: "η",
    unit: "1/curvature",
    scale: "log",
    group: "algorithm",
  }),
  steps: field(z.int().min(1).max(1_000_000).default(1000), {
    description: "Steps of a run",
    symbol: "T",
    unit: "steps",
    scale: "log",
    group: "algorithm",
  }),
});

export type Config = typeof settings extends z.ZodType<infer C> ? C : never;
