import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "stream",
    title: "A stream of Gaussian inputs",
    says: "The error of every row falls like the root of the number of samples.",
    config: {},
  },
  {
    id: "plane",
    title: "Two neurons in the plane",
    says: "Recovered rows move onto the teacher's as samples stream in.",
    config: { inputs: 2, outputs: 2, neurons: 2, batch: 100, samples: 100_000 },
  },
  {
    id: "symmetrised",
    title: "A symmetric sample",
    says: "With every input comes its opposite: the network is exact at once, up to rounding.",
    config: { symmetrised: true, inputs: 10, outputs: 10, neurons: 10, samples: 1500, batch: 1500 },
  },
  {
    id: "cube",
    title: "The whole cube",
    says: "All 1024 points of the cube in ten dimensions, as many neurons as can be told apart.",
    config: { law: "cube", enumerated: true, inputs: 10, outputs: 10, neurons: 10 },
  },
  {
    id: "too-many",
    title: "One neuron too many for the cube",
    says: "Eleven neurons need 56 independent entries of x xᵀ, the cube in ten dimensions has 46: the learner says so.",
    config: { law: "cube", enumerated: true, inputs: 10, outputs: 11, neurons: 11 },
  },
  { id: "noise", title: "Noisy outputs", says: "Noise of a tenth is averaged away.", config: { noise: 0.1, samples: 300_000 } },
  {
    id: "broken",
    title: "Broken symmetry",
    says: "A shift of the inputs leaves an error that no number of samples removes.",
    config: { shift: 0.3 },
  },
  {
    id: "gradient",
    title: "Gradient descent beside it",
    says: "The same teacher, two thousand samples, and a student that descends.",
    config: { learner: "gradient", steps: 5000, step: 0.1 },
  },
];
