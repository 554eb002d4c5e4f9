import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings. */
export const presets: readonly Preset<Config>[] = [
  { id: "grouped", title: "Groups of four", says: "Sixteen neurons a layer share four gradients.", config: {} },
  {
    id: "ordinary",
    title: "Ordinary fine-tuning",
    says: "As many groups as neurons: every neuron has its own gradient.",
    config: { groups: [16, 16] },
  },
  { id: "one-group", title: "One group a layer", says: "All neurons of a layer move by the same vector.", config: { groups: [1, 1] } },
  {
    id: "random-groups",
    title: "Groups at random",
    says: "As many groups, of neurons that need not be alike.",
    config: { grouping: "random" },
  },
  {
    id: "decay",
    title: "Weight decay breaks the conservation",
    says: "Decay of the weights themselves shrinks differences inside a group.",
    config: { weightDecay: 0.01 },
  },
];
