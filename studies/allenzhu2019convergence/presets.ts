import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "wide",
    title: "Wide: close to its kernel",
    says: "512 units a layer for eight samples: the loss follows the prediction of the tangent kernel, and the weights barely move.",
    config: { width: 512, drift: true },
  },
  {
    id: "narrow",
    title: "Narrow: away from its kernel",
    says: "Sixteen units a layer: the loss falls all the same, the kernel changes on the way.",
    config: { width: 16, drift: true },
  },
  {
    id: "linearised",
    title: "The linearised network",
    says: "The same start, trained as if the network were linear in its weights.",
    config: { width: 64, linearised: true },
  },
  {
    id: "convolutional",
    title: "A convolution on a ring",
    says: "Four positions, each layer reads three of them.",
    config: { architecture: "convolutional" },
  },
  {
    id: "residual",
    title: "With skip connections",
    says: "Three trained layers with branches of scale 1/(L log m).",
    config: { architecture: "residual", layers: 3 },
  },
  {
    id: "sgd",
    title: "SGD, two samples a step",
    says: "Batches of two of the eight samples, η proportional to the batch.",
    config: { batch: 2, steps: 20_000, every: 50 },
  },
  {
    id: "classes",
    title: "Classification",
    says: "Cross-entropy on four classes, until every sample is in its own.",
    config: { labels: "classes", outputs: 4, loss: "cross-entropy", step: 1, stopLoss: 0.01 },
  },
  {
    id: "close-pair",
    title: "A close pair",
    says: "Two inputs 0.05 apart with different targets: the slowest mode is theirs.",
    config: { separation: 0.05, steps: 20_000, every: 50 },
  },
];
