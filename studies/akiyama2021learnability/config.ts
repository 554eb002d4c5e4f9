import { config, field, z } from "@overparam/core";

/** The settings of akiyama2021learnability. Teachers have unit norm, so that λ and the step need no further unit. */
export const akiyamaConfig = config({
  dimension: field(z.int().min(1).max(256).default(4), {
    description: "The input dimension",
    symbol: "d",
    slider: [2, 10],
    group: "problem",
  }),
  teachers: field(z.int().min(1).max(32).default(2), {
    description: "The number of teacher neurons, of unit norm",
    symbol: "m_0",
    slider: [1, 6],
    group: "problem",
  }),
  directions: field(z.enum(["orthonormal", "random"]).default("orthonormal"), {
    description: "The way teacher directions are drawn: orthonormal, or independent and no closer than the separation",
    group: "problem",
  }),
  separation: field(z.number().min(0).max(120).default(40), {
    description: "The least angle between two random teachers",
    unit: "°",
    slider: [5, 90],
    group: "problem",
  }),
  signs: field(z.enum(["equal", "alternating"]).default("equal"), {
    description: "The signs of the teachers' output weights; students have both signs where teachers do",
    symbol: "a^\\circ_j",
    group: "problem",
  }),
  lambda: field(z.number().min(0).max(10).default(0.05), {
    description: "The weight of the total variation, for inputs of the radius √d; for the unit sphere divide it by d. 0 leaves it out",
    symbol: "\\lambda",
    scale: "log",
    slider: [0.001, 1],
    group: "problem",
  }),
  samples: field(z.int().min(0).max(1_000_000).default(0), {
    description: "The number of samples; 0 takes the expectation",
    symbol: "n",
    scale: "log",
    slider: [10, 10_000],
    group: "problem",
  }),
  law: field(z.enum(["gaussian", "sphere"]).default("gaussian"), {
    description: "The law of the samples: N(0, I), or uniform on the sphere of radius √d, whose expectation is the same",
    group: "problem",
  }),
  students: field(z.int().min(1).max(4096).default(20), {
    description: "The number of student neurons",
    symbol: "M",
    slider: [1, 100],
    group: "start",
  }),
  weights: field(z.enum(["fixed", "trained"]).default("fixed"), {
    description: "Output weights: fixed to ±1, or trained from a balanced start",
    group: "start",
  }),
  start: field(z.enum(["dense", "bundle", "teachers"]).default("dense"), {
    description: "The directions that students start in: independent and uniform, all within 3° of one, or the teachers' own in turn",
    group: "start",
  }),
  startMass: field(z.number().min(1e-9).max(100).default(0.5), {
    description: "The total mass of the students at the start, spread evenly",
    unit: "m_0",
    slider: [0.01, 2],
    group: "start",
  }),
  rule: field(z.enum(["norm-dependent", "constant", "mirror"]).default("norm-dependent"), {
    description: "The step: in proportion to the neuron's norm, constant, or the mirror form that keeps masses positive",
    group: "run",
  }),
  step: field(z.number().min(1e-9).max(100).default(0.5), {
    description: "The step η",
    symbol: "\\eta",
    scale: "log",
    slider: [0.01, 1],
    group: "run",
  }),
  steps: field(z.int().min(1).max(100_000_000).default(20_000), {
    description: "The number of steps of a run",
    symbol: "T",
    scale: "log",
    slider: [100, 100_000],
    group: "run",
  }),
  climbs: field(z.int().min(0).max(1000).default(6), {
    description: "The number of ascents that look for the largest |η| at every record, each way; 0 leaves the certificate out",
    slider: [0, 20],
    group: "run",
  }),
  recordsPerDecade: field(z.int().min(1).max(1000).default(10), {
    description: "The number of records in every decade of steps",
    slider: [5, 50],
    group: "run",
  }),
});

/** A resolved config. */
export type Config = (typeof akiyamaConfig)["_output"];
