import { config, field, z } from "@overparam/core";

/** The settings of deng2020adversaries: a random network and one input with its adversary, or several inputs in adversarial training. */
export const dengConfig = config({
  scenario: field(z.enum(["ascent", "training"]).default("ascent"), {
    description: "What runs: the adversary's ascent at a random network, or adversarial training with an ascent inside every step",
    group: "problem",
  }),
  activation: field(z.enum(["softplus", "tanh"]).default("softplus"), {
    description: "The activation of the neurons",
    symbol: "\\sigma",
    group: "problem",
  }),
  dimension: field(z.int().min(2).max(1024).default(40), {
    description: "The input dimension; an inputs file brings its own",
    symbol: "d",
    slider: [2, 60],
    group: "problem",
  }),
  width: field(z.int().min(1).max(8192).default(400), {
    description: "The number of neurons",
    symbol: "m",
    scale: "log",
    slider: [50, 1000],
    group: "problem",
  }),
  inputScale: field(z.number().min(1e-4).max(10).default(0.2), {
    description: "The norm of every input",
    symbol: "\\|x\\|",
    scale: "log",
    slider: [0.02, 1],
    group: "problem",
  }),
  ratio: field(z.number().min(1e-4).max(100).default(0.5), {
    description: "The radius of the perturbation over the norm of the input",
    symbol: "\\varepsilon/\\|x\\|",
    slider: [0.1, 1],
    group: "problem",
  }),
  label: field(z.number().min(0).max(100).default(1), {
    description: "The size of the labels, whose signs are random; for the logistic loss they are −1 and 1",
    symbol: "|y|",
    slider: [0, 3],
    group: "problem",
  }),
  loss: field(z.enum(["squared", "logistic"]).default("squared"), {
    description: "What the adversary makes large: (f − y)²/2, or log(1 + exp(−y f))",
    group: "problem",
  }),
  domain: field(z.enum(["sphere", "ball"]).default("sphere"), {
    description: "Where perturbations live: on the sphere of the radius, or in its ball, from the centre outwards",
    group: "adversary",
  }),
  starts: field(z.int().min(1).max(256).default(16), {
    description:
      "The number of starts: both poles ±∇f(x), the others spread evenly in height between them; a single one is uniform on the sphere",
    slider: [1, 32],
    group: "adversary",
  }),
  stepUnit: field(z.enum(["contraction", "fixed"]).default("contraction"), {
    description: "What the step is given in: ε over the size of the gradient at the maximiser, so that 1 halves the distance, or as it is",
    group: "adversary",
  }),
  step: field(z.number().min(1e-9).max(1e3).default(2), {
    description: "The step of the ascent",
    symbol: "\\eta",
    scale: "log",
    slider: [0.1, 10],
    group: "adversary",
  }),
  tolerance: field(z.number().min(0).max(1).default(1e-7), {
    description: "A start settles where the tangential part of the gradient is at most this part of it and points outwards",
    scale: "log",
    slider: [1e-9, 0.1],
    group: "adversary",
  }),
  steps: field(z.int().min(1).max(10_000_000).default(1000), {
    description: "The largest number of steps of an ascent",
    scale: "log",
    slider: [10, 10_000],
    group: "adversary",
  }),
  dense: field(z.int().min(0).max(100_000).default(0), {
    description: "The number of first iterations that are all recorded, with the place of the first start",
    slider: [0, 100],
    group: "run",
  }),
  recordsPerDecade: field(z.int().min(1).max(1000).default(8), {
    description: "The number of records in every decade of steps",
    slider: [1, 40],
    group: "run",
  }),
  samples: field(z.int().min(1).max(10_000).default(8), {
    description: "The number of training inputs, on the sphere of the input scale; an inputs file brings its own",
    symbol: "n",
    slider: [1, 32],
    group: "training",
  }),
  outerUnit: field(z.enum(["kernel", "fixed"]).default("kernel"), {
    description: "What the outer step is given in: 1/‖x‖², the size of the tangent kernel, or as it is",
    group: "training",
  }),
  outerStep: field(z.number().min(1e-9).max(1e6).default(1), {
    description: "The step of gradient descent on the weights",
    symbol: "\\eta_W",
    scale: "log",
    slider: [0.01, 10],
    group: "training",
  }),
  outerSteps: field(z.int().min(1).max(1_000_000).default(30), {
    description: "The number of steps of gradient descent on the weights",
    slider: [1, 200],
    group: "training",
  }),
  innerSteps: field(z.int().min(1).max(10_000).default(20), {
    description: "The number of ascent steps inside every outer step, for every input",
    slider: [1, 40],
    group: "training",
  }),
  inputs: field(z.string().optional(), {
    description:
      "A file with inputs x and labels y of two values; each input is scaled to the input scale, and an ascent takes one of them by the seed",
    asset: "inputs",
    group: "files",
  }),
});

/** A resolved config. */
export type Config = (typeof dengConfig)["_output"];
