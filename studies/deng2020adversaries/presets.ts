import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "one-maximum",
    title: "Small input: one maximum",
    says: "Every start goes to the pole of the gradient on the side of the residual.",
    config: { dimension: 3, width: 200, inputScale: 0.1, starts: 24, stepUnit: "contraction", step: 0.05, steps: 2000, dense: 60 },
  },
  {
    id: "two-maxima",
    title: "Large input: two maxima",
    says: "Starts part: the network can cross the label on the sphere, and each sign of the residual has a maximum.",
    config: {
      dimension: 3,
      width: 200,
      inputScale: 2,
      label: 0.2,
      starts: 24,
      stepUnit: "contraction",
      step: 0.05,
      steps: 2000,
      dense: 60,
    },
  },
  {
    id: "ball",
    title: "From the centre of the ball",
    says: "The perturbation grows along the gradient until it reaches the sphere.",
    config: { dimension: 3, width: 200, inputScale: 0.4, domain: "ball", starts: 16, step: 0.05, steps: 2000, dense: 60 },
  },
  {
    id: "training",
    title: "Adversarial training",
    says: "Gradient descent on the weights, with an ascent for every input inside every step.",
    config: { scenario: "training", dimension: 20, width: 200, inputScale: 0.2, outerSteps: 60, outerStep: 0.5 },
  },
];
