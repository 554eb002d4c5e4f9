import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "leaky",
    title: "Constant flow: the path of least leakage",
    says: "Path A has nine times the pheromone and leaks more; path B takes over all the same.",
    config: { start: "lead", lead: 0.9, passageA: 0.8, passageB: 0.95 },
  },
  {
    id: "shortest",
    title: "Growing flow: the shortest path",
    says: "Without leakage the flow grows by a tenth a step, and the path of three edges wins over that of six.",
    config: { edgesA: 6, edgesB: 3, passageA: 1, passageB: 1, growth: 1.1, start: "lead", lead: 0.9 },
  },
  {
    id: "crossover",
    title: "Growth against leakage",
    says: "A short leaky path against a long clean one: move the growth across 1.063 and the winner changes.",
    config: { edgesA: 2, edgesB: 5, passageA: 0.8, passageB: 0.99, growth: 1.1 },
  },
  {
    id: "one-way",
    title: "One-way flow",
    says: "Nobody walks back: the shares at the source stay where they are, whatever leaks.",
    config: { backward: 0, passageA: 0.5, start: "lead", lead: 0.7, steps: 20_000 },
  },
  {
    id: "lead-decides",
    title: "A square rule: the first lead decides",
    says: "With the square of the pheromone the path that leads keeps the flow, the worse one too.",
    config: { rule: "power", alpha: 2, start: "lead", lead: 0.9, passageA: 0.8, steps: 2000 },
  },
  {
    id: "coexistence",
    title: "A square-root rule: both paths remain",
    says: "With the root of the pheromone the paths share the flow for ever.",
    config: { rule: "power", alpha: 0.5, passageA: 0.8, steps: 5000 },
  },
  {
    id: "random",
    title: "A random graph",
    says: "Thirty nodes, every edge drawn with probability 0.12 in both directions: the path of least leakage remains.",
    config: { graph: "random", cyclic: true, start: "random" },
  },
  {
    id: "grid",
    title: "A grid",
    says: "Five by five nodes with leakages of their own: one of seventy shortest ways remains.",
    config: { graph: "grid", start: "random", leastGap: 0.01 },
  },
  {
    id: "layers",
    title: "Growing flow with leakage in layers",
    says: "Four layers of four nodes; growth and leakage act together.",
    config: { graph: "layered", side: 4, growth: 1.1, start: "random", leastGap: 0.01 },
  },
];
