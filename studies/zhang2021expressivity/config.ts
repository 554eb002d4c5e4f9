import { config, field, z } from "@overparam/core";

/** The settings of zhang2021expressivity. */
export const zhangConfig = config({
  samples: field(z.int().min(1).max(100_000).default(60), {
    description: "The number of samples; an inputs file brings its own",
    symbol: "n",
    slider: [10, 200],
    group: "problem",
  }),
  dimension: field(z.int().min(1).max(100_000).default(10), {
    description: "The input dimension; an inputs file brings its own",
    symbol: "d",
    slider: [2, 50],
    group: "problem",
  }),
  students: field(z.int().min(2).max(4096).default(18), {
    description: "The number of neurons, even: each has a mirror image",
    symbol: "m",
    slider: [2, 64],
    group: "problem",
  }),
  activation: field(z.enum(["tanh", "sigmoid", "softplus"]).default("tanh"), {
    description: "The smooth non-linearity",
    symbol: "\\sigma",
    group: "problem",
  }),
  labels: field(z.enum(["signs", "gaussian", "file"]).default("signs"), {
    description: "The labels: random signs, Gaussian numbers, or y of the inputs file",
    symbol: "y",
    group: "problem",
  }),
  start: field(z.enum(["mirrored", "standard"]).default("mirrored"), {
    description: "The start: mirrored pairs, at which the network is zero, or all neurons drawn by themselves",
    group: "start",
  }),
  method: field(z.enum(["constrained", "free", "gradient", "stochastic"]).default("constrained"), {
    description:
      "How it is trained: accelerated projected descent in the region; the same without a region; plain gradient descent with backtracking, without a region; mini-batch descent, without a region",
    group: "run",
  }),
  blockScaled: field(z.boolean().default(true), {
    description: "Steps of the constrained method in W/ε and ε v; otherwise one common step for both",
    group: "run",
  }),
  radius: field(z.number().min(1e-6).max(100).default(0.2), {
    description: "How far each neuron may move from its start",
    symbol: "\\varepsilon",
    scale: "log",
    slider: [0.003, 1],
    group: "run",
  }),
  least: field(z.number().min(1e-6).max(10).default(0.1), {
    description: "The least output weight of the first half of the neurons",
    symbol: "\\zeta",
    unit: "1/√m",
    scale: "log",
    slider: [0.01, 1],
    group: "run",
  }),
  step: field(z.number().min(1e-9).max(1e3).default(0.1), {
    description: "The step of mini-batch descent; the other methods find theirs by backtracking",
    symbol: "\\eta",
    scale: "log",
    slider: [0.001, 1],
    group: "run",
  }),
  batch: field(z.int().min(1).max(100_000).default(20), {
    description: "The samples of a batch, all of them where there are fewer",
    symbol: "b",
    slider: [1, 100],
    group: "run",
  }),
  steps: field(z.int().min(1).max(100_000_000).default(4000), {
    description: "The number of steps of a run",
    symbol: "T",
    scale: "log",
    slider: [100, 100_000],
    group: "run",
  }),
  lossFloor: field(z.number().min(0).max(1).default(0), {
    description: "The loss at which a run ends; 0 takes every step",
    scale: "log",
    slider: [1e-16, 1e-2],
    group: "run",
  }),
  recordsPerDecade: field(z.int().min(1).max(1000).default(20), {
    description: "The number of records in every decade of steps",
    slider: [5, 100],
    group: "run",
  }),
  spectrum: field(z.enum(["always", "at the end", "never"]).default("always"), {
    description: "When the Jacobian's singular values are recorded; costs n² m d a record",
    group: "run",
  }),
  inputs: field(z.string().optional(), {
    description: "A file with inputs x, and y where labels come from it",
    asset: "inputs",
    group: "files",
  }),
});

/** A resolved config. */
export type Config = (typeof zhangConfig)["_output"];
