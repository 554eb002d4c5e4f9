import { config, field, z } from "@overparam/core";

/**
 * The settings of zhou2021local. Lengths and losses are given in the units of the theory (Δ, w_min, 1/(r w_max)),
 * so that a teacher of any size runs with the defaults.
 */
export const zhouConfig = config({
  dimension: field(z.int().min(2).max(512).default(5), {
    description: "The input dimension; a teacher file brings its own",
    symbol: "d",
    slider: [2, 20],
    group: "problem",
  }),
  teachers: field(z.int().min(1).max(64).default(3), {
    description: "The number of teacher neurons; a teacher file brings its own",
    symbol: "r",
    slider: [1, 8],
    group: "problem",
  }),
  students: field(z.int().min(1).max(1024).default(12), {
    description: "The number of student neurons, at least as many as teachers",
    symbol: "m",
    slider: [1, 64],
    group: "problem",
  }),
  studentsPerTeacher: field(z.int().min(0).max(64).default(0), {
    description:
      "The number of students of each teacher, in place of students; 0 leaves students as given. For teacher files, whose number of teachers is not known beforehand",
    symbol: "m/r",
    slider: [0, 16],
    group: "problem",
  }),
  directions: field(z.enum(["separated", "orthogonal"]).default("separated"), {
    description: "The way teacher directions are drawn: at random and pushed apart to the separation, or orthogonal",
    group: "problem",
  }),
  separation: field(z.number().min(0).max(90).default(60), {
    description: "The least angle between two teachers, up to sign",
    symbol: "\\Delta",
    unit: "°",
    slider: [5, 90],
    group: "problem",
  }),
  normMin: field(z.number().min(1e-3).max(1e3).default(0.7), {
    description: "The least norm of a teacher",
    symbol: "w_{\\min}",
    scale: "log",
    slider: [0.1, 2],
    group: "problem",
  }),
  normMax: field(z.number().min(1e-3).max(1e3).default(1.5), {
    description: "The largest norm of a teacher",
    symbol: "w_{\\max}",
    scale: "log",
    slider: [0.1, 2],
    group: "problem",
  }),
  start: field(z.enum(["near", "mirrored", "random", "subspace", "scaled", "spread"]).default("near"), {
    description:
      "The place where students start: near the teachers; near in pairs that mirror each other in their teacher; random directions with masses by non-negative least squares (Initialisation 1); the same inside the teachers' subspace (Initialisation 2); random directions of one given norm; random directions, as heavy as a loss of (r w_max)²/2 allows",
    group: "start",
  }),
  startLoss: field(z.number().min(0).max(10).default(0), {
    description: "The loss of a near start; 0 leaves it to the angle",
    symbol: "L(W_0)",
    unit: "w_min²",
    slider: [0, 0.2],
    group: "start",
  }),
  startAngle: field(z.number().min(0).max(1).default(0.3), {
    description: "The largest angle of a near start's students to their teacher, where the loss is left to it",
    symbol: "\\delta_0",
    unit: "Δ",
    slider: [0, 0.5],
    group: "start",
  }),
  uncovered: field(z.int().min(0).max(63).default(0), {
    description: "The number of teachers that get no student at a near start; above 0 the theory's threshold is not met",
    slider: [0, 3],
    group: "start",
  }),
  startScale: field(z.number().min(1e-6).max(100).default(0.3), {
    description: "The norm of every student of a scaled start: large is lazy, small is mean-field",
    symbol: "\\|w_i(0)\\|",
    scale: "log",
    slider: [0.01, 3],
    group: "start",
  }),
  startSamples: field(z.int().min(0).max(10_000_000).default(0), {
    description: "The number of samples behind the moment matrix of a subspace start; 0 takes its expectation",
    symbol: "N_0",
    scale: "log",
    slider: [100, 100_000],
    group: "start",
  }),
  step: field(z.number().min(1e-9).max(1e3).default(0.15), {
    description: "The step of gradient descent",
    symbol: "\\eta",
    unit: "1/(r w_max)",
    scale: "log",
    slider: [0.01, 1],
    group: "run",
  }),
  steps: field(z.int().min(1).max(100_000_000).default(20_000), {
    description: "The largest number of steps of a run",
    symbol: "T",
    scale: "log",
    slider: [100, 1_000_000],
    group: "run",
  }),
  batch: field(z.int().min(0).max(10_000_000).default(0), {
    description: "The number of fresh samples a step (the paper's stochastic version); 0 descends the population loss",
    symbol: "N",
    slider: [0, 1000],
    group: "run",
  }),
  threshold: field(z.number().min(1e-9).max(1e9).default(0.25), {
    description:
      "The loss below which the local theory is tested. The paper's constant is not explicit; missing the smallest teacher alone costs 1/2, and this is half of it. Half of what the closest pair of teachers costs when one neuron stands for both is never exceeded",
    symbol: "\\varepsilon_0",
    unit: "w_min²",
    scale: "log",
    slider: [1e-4, 1],
    group: "run",
  }),
  lossFloor: field(z.number().min(0).max(1).default(1e-14), {
    description: "The loss at which a run ends",
    symbol: "\\varepsilon",
    unit: "(Σ‖w*‖)²",
    scale: "log",
    slider: [1e-14, 1e-3],
    group: "run",
  }),
  recordsPerDecade: field(z.int().min(1).max(1000).default(20), {
    description: "The number of records in every decade of steps",
    slider: [5, 100],
    group: "run",
  }),
  teacher: field(z.string().optional(), {
    description: "A file with the teachers as the rows of W",
    asset: "teacher",
    group: "files",
  }),
  inputs: field(z.string().optional(), {
    description: "A file with inputs x, and y where labels come from it; the loss is then the mean over these",
    asset: "inputs",
    group: "files",
  }),
  samples: field(z.int().min(1).max(10_000_000).optional(), {
    description: "The number of Gaussian samples, drawn once, whose mean the loss is; left out, the loss is the expectation over them",
    symbol: "n",
    slider: [1, 1000],
    group: "run",
  }),
  labels: field(z.enum(["teacher", "file"]).default("teacher"), {
    description: "What labels the inputs: the teachers, or y of the file",
    group: "files",
  }),
});

/** A resolved config. */
export type Config = (typeof zhouConfig)["_output"];
