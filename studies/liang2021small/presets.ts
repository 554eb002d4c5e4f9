import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "circle",
    title: "Exclusive-or on the circle",
    says: "Neurons are born one after the other where the correlation is largest, until none would help: max |g| = λ.",
    config: { data: "circle", samples: 40, lambda: 0.03, students: 8, steps: 16_000 },
  },
  {
    id: "one-neuron",
    title: "One neuron, stuck",
    says: "A single neuron settles at a point that is no minimum once a spare neuron is allowed: max |g| is far above λ.",
    config: { data: "circle", samples: 40, lambda: 0.03, students: 1, algorithm: "descent", startScale: 0.3, steps: 6000 },
  },
  {
    id: "too-much-penalty",
    title: "The zero network is best",
    says: "Above the largest correlation of the labels no neuron is ever born.",
    config: { data: "circle", samples: 40, lambda: 0.2, steps: 1000 },
  },
  {
    id: "patches",
    title: "Convolutional, with planar patches",
    says: "The label says whether one kind of patch is there; certificates are enumerated in the plane of the patches.",
    config: { data: "patches", samples: 30, lambda: 0.05, students: 8, steps: 24_000 },
  },
  {
    id: "smooth-hinge",
    title: "Smooth hinge in a plane of R^10",
    says: "The other loss, on data that span two of ten dimensions.",
    config: { data: "subspace", loss: "smooth-hinge", samples: 40, lambda: 0.03, students: 8, steps: 16_000 },
  },
];
