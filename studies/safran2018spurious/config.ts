import { config, field, z } from "@overparam/core";

/** The settings of safran2018spurious. Teachers are e_1 … e_k in d = k dimensions. */
export const safranConfig = config({
  teachers: field(z.int().min(2).max(64).default(8), {
    description: "The number of orthonormal teachers, and of inputs",
    symbol: "k",
    slider: [2, 20],
    group: "problem",
  }),
  extra: field(z.int().min(0).max(64).default(0), {
    description: "The number of students beyond that of teachers",
    symbol: "n-k",
    slider: [0, 4],
    group: "problem",
  }),
  activation: field(z.enum(["relu", "abs"]).default("relu"), {
    description: "The non-linearity; the papers' is ReLU",
    group: "problem",
  }),
  start: field(z.enum(["gaussian", "teachers", "lowest", "hidden", "split"]).default("gaussian"), {
    description:
      "The place where students start: Gaussian entries of variance 1/d; at the teachers; at the lowest family of spurious minima; at the family of symmetry S_k; at the lowest family with its first neuron, whose own Hessian block bends down most, split in two, which needs one extra student",
    group: "start",
  }),
  perturbation: field(z.number().min(0).max(1).default(0), {
    description: "The standard deviation of what is added to every entry of a start other than the Gaussian one",
    scale: "log",
    slider: [1e-9, 0.1],
    group: "start",
  }),
  restarts: field(z.int().min(1).max(10_000).default(1), {
    description: "The number of independent starts in one run",
    slider: [1, 100],
    group: "start",
  }),
  first: field(z.int().min(1).max(1_000_000_000).default(1), {
    description: "The number of the first start; start i of a seed is the same in every run",
    slider: [1, 1000],
    group: "start",
  }),
  step: field(z.number().min(1e-9).max(10).default(0.1), {
    description: "The step of gradient descent",
    symbol: "\\eta",
    scale: "log",
    slider: [0.01, 0.5],
    group: "run",
  }),
  steps: field(z.int().min(1).max(100_000_000).default(200_000), {
    description: "The largest number of steps; a start that has not settled by then is unfinished",
    scale: "log",
    slider: [1000, 1_000_000],
    group: "run",
  }),
  descendTo: field(z.number().min(0).max(1).default(1e-9), {
    description: "The largest norm, over neurons, of 2π times the gradient at which descent goes over to Newton's method",
    scale: "log",
    slider: [1e-12, 1e-3],
    group: "run",
  }),
  polishTo: field(z.number().min(0).max(1).default(1e-14), {
    description: "The norm of the gradient at which Newton's method ends",
    scale: "log",
    slider: [1e-15, 1e-9],
    group: "run",
  }),
  enough: field(z.number().min(0).max(10).default(0), {
    description: "The loss at which a start counts as having found the teachers and is left; 0 goes on to the gradient's tolerance",
    scale: "log",
    slider: [1e-6, 1e-2],
    group: "run",
  }),
  recordsPerDecade: field(z.int().min(1).max(100).default(10), {
    description: "The number of records in every decade of steps",
    slider: [1, 40],
    group: "run",
  }),
});

/** A resolved config. */
export type Config = (typeof safranConfig)["_output"];
