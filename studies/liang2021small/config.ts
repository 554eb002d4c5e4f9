import { config, field, z } from "@overparam/core";

/** The settings of liang2021small, a reconstruction. */
export const liangConfig = config({
  data: field(z.enum(["circle", "sphere", "subspace", "patches"]).default("circle"), {
    description:
      "The data: exclusive-or on the unit circle, on the unit sphere of R^3, on a circle inside R^d, or patches in the plane with one kind that makes the label",
    group: "data",
  }),
  samples: field(z.int().min(1).max(100_000).default(40), {
    description: "The number of samples; a file's are taken in its order",
    symbol: "n",
    scale: "log",
    slider: [10, 2000],
    group: "data",
  }),
  dimension: field(z.int().min(2).max(512).default(10), {
    description: "The input dimension of a circle inside R^d",
    symbol: "d",
    slider: [2, 50],
    group: "data",
  }),
  patches: field(z.int().min(1).max(64).default(4), {
    description: "The number of patches of a sample",
    symbol: "P",
    slider: [1, 16],
    group: "data",
  }),
  flips: field(z.number().min(0).max(0.5).default(0), {
    description: "The probability that a label is the wrong one",
    slider: [0, 0.3],
    group: "data",
  }),
  inputs: field(z.string().optional(), {
    description: "A file with inputs x and two kinds of labels y, the larger the positive one; every fourth sample is held out",
    asset: "inputs",
    group: "data",
  }),
  principal: field(z.int().min(0).max(512).default(3), {
    description:
      "The number of principal directions that a file's inputs are projected to; 0 leaves them as they are, and the certificate is then searched, not enumerated",
    symbol: "q",
    slider: [0, 10],
    group: "data",
  }),
  loss: field(z.enum(["logistic", "smooth-hinge"]).default("logistic"), {
    description: "The loss of a sample",
    symbol: "\\ell",
    group: "problem",
  }),
  lambda: field(z.number().min(1e-9).max(100).default(0.02), {
    description: "The weight of half the squared norm of all parameters",
    symbol: "\\lambda",
    scale: "log",
    slider: [0.001, 0.5],
    group: "problem",
  }),
  students: field(z.int().min(1).max(4096).default(12), {
    description: "The number of neurons, for insertion the largest",
    symbol: "m",
    slider: [1, 50],
    group: "problem",
  }),
  algorithm: field(z.enum(["insertion", "descent", "gradient"]).default("insertion"), {
    description:
      "Descent with insertion of neurons from the zero network; descent alone from a random start, which stops at the kinks that it meets; or plain gradient steps from there, for many samples",
    group: "run",
  }),
  startScale: field(z.number().min(1e-9).max(10).default(0.1), {
    description: "The size of neurons at a random start, |a_j| = ‖w_j‖",
    scale: "log",
    slider: [0.001, 1],
    group: "run",
  }),
  startRatio: field(z.number().min(1e-3).max(1e3).default(1), {
    description: "|a_j|/‖w_j‖ at a random start; 1 is balanced",
    scale: "log",
    slider: [0.1, 10],
    group: "run",
  }),
  insertSize: field(z.number().min(1e-6).max(1).default(0.1), {
    description: "The size of an inserted neuron, |a_j| = ‖w_j‖",
    symbol: "e",
    scale: "log",
    slider: [0.001, 0.1],
    group: "run",
  }),
  tolerance: field(z.number().min(1e-12).max(1).default(1e-6), {
    description: "The part of λ by which max |g| may be above it at a certified point",
    scale: "log",
    slider: [1e-8, 1e-2],
    group: "run",
  }),
  step: field(z.number().min(1e-9).max(100).default(0.5), {
    description: "The step of gradient descent",
    symbol: "\\eta",
    scale: "log",
    slider: [0.01, 2],
    group: "run",
  }),
  steps: field(z.int().min(1).max(100_000_000).default(20_000), {
    description: "The number of steps of a run",
    symbol: "T",
    scale: "log",
    slider: [100, 100_000],
    group: "run",
  }),
  recordsPerDecade: field(z.int().min(1).max(1000).default(10), {
    description: "The number of records in every decade of steps",
    slider: [5, 50],
    group: "run",
  }),
});

/** A resolved config. */
export type Config = (typeof liangConfig)["_output"];
