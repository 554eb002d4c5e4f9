import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "protocol",
    title: "The 2018 protocol, 50 starts",
    says: "Fifty starts with ten teachers and ten students: about a third of them get stuck.",
    config: { teachers: 10, restarts: 50 },
  },
  {
    id: "lowest",
    title: "Next to a spurious minimum",
    says: "Descent from next to the lowest family falls back to it: a minimum.",
    config: { teachers: 8, start: "lowest", perturbation: 0.01 },
  },
  {
    id: "split",
    title: "The same with one neuron split",
    says: "With its first neuron split in two the minimum is a saddle, and descent gets away to a zero loss.",
    config: { teachers: 8, extra: 1, start: "split", perturbation: 1e-3, enough: 1e-6 },
  },
  {
    id: "hidden",
    title: "Next to the S_k family",
    says: "The critical points of full symmetry, which descent from the standard start does not find.",
    config: { teachers: 8, start: "hidden", perturbation: 0.01 },
  },
  {
    id: "one-more",
    title: "One student more",
    says: "Fifty starts with eleven students for ten teachers: few get stuck.",
    config: { teachers: 10, extra: 1, restarts: 50, enough: 5e-4 },
  },
  {
    id: "plane",
    title: "Two teachers in the plane",
    says: "Two students find the two teachers.",
    config: { teachers: 2 },
  },
  {
    id: "space",
    title: "Three teachers in space",
    says: "Five students for three teachers.",
    config: { teachers: 3, extra: 2, enough: 1e-8 },
  },
  {
    id: "absolute-value",
    title: "|x| in place of ReLU",
    says: "Fifty starts with absolute values: how many get stuck?",
    config: { teachers: 6, activation: "abs", restarts: 50 },
  },
];
