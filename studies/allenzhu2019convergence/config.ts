import { config, field, z } from "@overparam/core";

/** The settings of allenzhu2019convergence. Losses are sums over samples; steps are given in units of 1/λ_max of the kernel at the start. */
export const allenzhuConfig = config({
  architecture: field(z.enum(["fully-connected", "convolutional", "residual"]).default("fully-connected"), {
    description: "The network: fully connected, a convolution on a ring of positions, or with skip connections",
    group: "network",
  }),
  width: field(z.int().min(1).max(4096).default(128), {
    description: "The number of units of every hidden layer (channels of a convolution)",
    symbol: "m",
    scale: "log",
    slider: [8, 1024],
    group: "network",
  }),
  layers: field(z.int().min(1).max(64).default(2), {
    description: "The number of trained layers W_1 … W_L; the first matrix A and the last B are fixed beside them",
    symbol: "L",
    slider: [1, 8],
    group: "network",
  }),
  positions: field(z.int().min(1).max(64).default(4), {
    description: "The number of positions of a convolution; it must divide the inputs",
    symbol: "P",
    slider: [1, 8],
    group: "network",
  }),
  taps: field(z.int().min(1).max(64).default(3), {
    description: "The number of neighbouring positions that a convolution reads, at most all of them",
    symbol: "Q",
    slider: [1, 5],
    group: "network",
  }),
  skip: field(z.number().min(0).max(10).default(1), {
    description: "The scale of a residual network's branches, in units of 1/(L log m), the paper's order",
    symbol: "\\tau L \\log m",
    slider: [0, 3],
    group: "network",
  }),
  outputPower: field(z.number().min(-2).max(2).default(0), {
    description: "The variance of B's entries is m to this power over dout; 0 is the paper's initialisation",
    slider: [-1, 1],
    group: "network",
  }),
  samples: field(z.int().min(2).max(4096).default(8), {
    description: "The number of samples; of a file, so many rows drawn by the seed",
    symbol: "n",
    slider: [2, 64],
    group: "data",
  }),
  inputs: field(z.int().min(3).max(4096).default(12), {
    description: "The input dimension, the last coordinate 1/√2 included; a file brings its own",
    symbol: "d_{in}",
    slider: [3, 64],
    group: "data",
  }),
  outputs: field(z.int().min(1).max(256).default(2), {
    description: "The number of outputs; classes of a file bring their own",
    symbol: "d_{out}",
    slider: [1, 10],
    group: "data",
  }),
  separation: field(z.number().min(0).max(1).default(0.3), {
    description: "The least distance between two inputs, attained by the first two; 0 makes them coincide",
    symbol: "\\delta",
    slider: [0, 0.6],
    group: "data",
  }),
  labels: field(z.enum(["random", "classes"]).default("random"), {
    description: "The targets: random unit vectors (numbers of a file), or classes as one 1 among zeros",
    group: "data",
  }),
  inputsFile: field(z.string().optional(), {
    description: "A file with inputs x and labels y, in place of drawn data",
    asset: "inputs",
    group: "data",
  }),
  loss: field(z.enum(["squared", "cross-entropy", "pseudo-huber", "geman-mcclure"]).default("squared"), {
    description: "The loss of a sample: half the squared error, cross-entropy, a convex or a non-convex Lipschitz-smooth one",
    symbol: "\\ell",
    group: "run",
  }),
  step: field(z.number().min(1e-6).max(10).default(0.5), {
    description: "The step η of gradient descent (of SGD, η n/b) in units of 1/λ_max of the tangent kernel",
    symbol: "\\eta\\lambda_{\\max}",
    scale: "log",
    slider: [0.01, 2],
    group: "run",
  }),
  steps: field(z.int().min(1).max(10_000_000).default(3000), {
    description: "The largest number of steps of a run",
    symbol: "T",
    scale: "log",
    slider: [100, 100_000],
    group: "run",
  }),
  every: field(z.int().min(1).max(1_000_000).default(10), {
    description: "The number of steps from one record to the next",
    slider: [1, 100],
    group: "run",
  }),
  batch: field(z.int().min(0).max(4096).default(0), {
    description: "The number of samples of a step of SGD, drawn without replacement; 0 takes all (gradient descent)",
    symbol: "b",
    slider: [0, 32],
    group: "run",
  }),
  stopLoss: field(z.number().min(0).max(1).default(1e-8), {
    description: "The loss at which a run ends, in units of the start's",
    symbol: "\\varepsilon/F_0",
    scale: "log",
    slider: [1e-12, 0.1],
    group: "run",
  }),
  linearised: field(z.boolean().default(false), {
    description: "Train the network's linearisation at the start in place of the network",
    group: "run",
  }),
  drift: field(z.boolean().default(false), {
    description: "Measure at every record how far the tangent kernel is from that of the start",
    group: "run",
  }),
});

/** A resolved config. */
export type Config = (typeof allenzhuConfig)["_output"];
