import { config, field, z } from "@overparam/core";

/** The settings of ge2019symmetric. */
export const geConfig = config({
  inputs: field(z.int().min(1).max(40).default(5), {
    description: "The input dimension; a data file brings its own",
    symbol: "d",
    slider: [2, 12],
    group: "problem",
  }),
  outputs: field(z.int().min(1).max(40).default(5), {
    description: "The number of outputs",
    symbol: "m",
    slider: [2, 12],
    group: "problem",
  }),
  neurons: field(z.int().min(1).max(41).default(5), {
    description: "The number of hidden neurons of the teacher",
    symbol: "k",
    slider: [1, 12],
    group: "problem",
  }),
  asked: field(z.int().min(0).max(41).default(0), {
    description: "The number of neurons that are looked for; 0 for as many as there are",
    slider: [0, 12],
    group: "problem",
  }),
  conditionA: field(z.number().min(0).max(1e6).default(0), {
    description: "The condition number of A; 0 draws Gaussian entries",
    symbol: "\\kappa(A)",
    slider: [0, 100],
    group: "problem",
  }),
  conditionW: field(z.number().min(0).max(1e6).default(0), {
    description: "The condition number of W before its rows are made unit vectors; 0 draws Gaussian entries",
    symbol: "\\kappa(W)",
    slider: [0, 100],
    group: "problem",
  }),
  law: field(z.enum(["gaussian", "cube", "uniform", "laplace", "mixture"]).default("gaussian"), {
    description: "The law of the inputs: normal; ±1; uniform in a cube; Laplace; plus or minus a mixture of two skewed clouds",
    group: "inputs",
  }),
  enumerated: field(z.boolean().default(false), {
    description: "All 2^d points of the ±1 cube in place of samples, for d up to 14",
    group: "inputs",
  }),
  symmetrised: field(z.boolean().default(false), {
    description: "With every input comes its opposite, so that the sample itself is symmetric; inputs from a file always come so",
    group: "inputs",
  }),
  shift: field(z.number().min(0).max(10).default(0), {
    description: "The length by which all inputs are shifted: symmetry is broken",
    symbol: "s",
    slider: [0, 1],
    group: "inputs",
  }),
  noise: field(z.number().min(0).max(100).default(0), {
    description: "The standard deviation of the noise on every output",
    symbol: "\\sigma",
    slider: [0, 1],
    group: "inputs",
  }),
  learner: field(z.enum(["moments", "gradient"]).default("moments"), {
    description:
      "What learns: moments of all samples as they stream in, or gradient descent on the mean square error of the first thousand",
    group: "run",
  }),
  samples: field(z.int().min(10).max(1_000_000_000).default(100_000), {
    description: "The number of samples, or of pairs where they are symmetrised; in whole batches",
    symbol: "n",
    scale: "log",
    slider: [1000, 1_000_000],
    group: "run",
  }),
  batch: field(z.int().min(10).max(100_000).default(1000), {
    description: "The number of samples that stream in at a step",
    scale: "log",
    slider: [100, 10_000],
    group: "run",
  }),
  polish: field(z.boolean().default(true), {
    description: "Directions are polished by Gauss–Newton steps (an addition to the paper)",
    group: "run",
  }),
  refit: field(z.boolean().default(false), {
    description: "A is fitted again by least squares on half of the held-out sample (an addition to the paper)",
    group: "run",
  }),
  step: field(z.number().min(1e-6).max(100).default(0.05), {
    description: "The step of the gradient learner",
    symbol: "\\eta",
    scale: "log",
    slider: [0.001, 1],
    group: "run",
  }),
  steps: field(z.int().min(1).max(10_000_000).default(2000), {
    description: "The number of steps of the gradient learner",
    scale: "log",
    slider: [100, 100_000],
    group: "run",
  }),
  recordsPerDecade: field(z.int().min(1).max(1000).default(8), {
    description: "The number of records in every decade of steps",
    slider: [2, 40],
    group: "run",
  }),
  data: field(z.string().optional(), {
    description: "A file with inputs x, made symmetric by their opposites",
    asset: "inputs",
    group: "files",
  }),
});

/** A resolved config. */
export type Config = (typeof geConfig)["_output"];
