import { config, field, z } from "@overparam/core";

/** The settings of xu2023overparameterization. The teacher is v = ‖v‖ e_1: the problem does not change under rotations. */
export const xuConfig = config({
  dimension: field(z.int().min(2).max(512).default(10), {
    description: "The input dimension",
    symbol: "d",
    slider: [2, 20],
    group: "problem",
  }),
  students: field(z.int().min(1).max(256).default(2), {
    description: "The number of student neurons",
    symbol: "n",
    slider: [1, 16],
    group: "problem",
  }),
  teacherNorm: field(z.number().min(1e-3).max(1e3).default(1), {
    description: "The norm of the teacher neuron",
    symbol: "\\|v\\|",
    scale: "log",
    slider: [0.1, 10],
    group: "problem",
  }),
  start: field(z.enum(["random", "equal", "perturbed", "parallel", "mirror"]).default("random"), {
    description:
      "The place where students start: independent Gaussian vectors; all equal to one; equal up to a small perturbation across v; all along v; a pair that is its own mirror image in v",
    group: "start",
  }),
  sigma: field(z.number().min(1e-12).max(100).default(0.01), {
    description: "The standard deviation of every entry of a start",
    symbol: "\\sigma",
    unit: "‖v‖",
    scale: "log",
    slider: [1e-3, 0.3],
    group: "start",
  }),
  perturbation: field(z.number().min(0).max(1).default(1e-6), {
    description: "The standard deviation of what a perturbed start adds to every student across v",
    unit: "‖v‖",
    scale: "log",
    slider: [1e-9, 0.1],
    group: "start",
  }),
  step: field(z.number().min(1e-9).max(1e3).default(0.05), {
    description: "The step of gradient descent; at n η ≥ 2 it no longer approaches monotonically",
    symbol: "\\eta",
    scale: "log",
    slider: [0.01, 0.5],
    group: "run",
  }),
  steps: field(z.int().min(1).max(1_000_000_000).default(100_000), {
    description: "The largest number of steps of a run",
    symbol: "T",
    scale: "log",
    slider: [100, 10_000_000],
    group: "run",
  }),
  lossFloor: field(z.number().min(0).max(1).default(1e-20), {
    description: "The loss at which a run ends",
    symbol: "\\varepsilon",
    unit: "‖v‖²",
    scale: "log",
    slider: [1e-20, 1e-3],
    group: "run",
  }),
  recordsPerDecade: field(z.int().min(1).max(1000).default(20), {
    description: "The number of records in every decade of steps",
    slider: [5, 100],
    group: "run",
  }),
});

/** A resolved config. */
export type Config = (typeof xuConfig)["_output"];
