import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings: the paper's own picture first. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "figure-1",
    title: "Two students for one teacher",
    says: "The loss falls fast while the students turn and grow, then like the inverse cube of time (the paper's figure).",
    config: { students: 2, sigma: 0.1, step: 0.05 },
  },
  {
    id: "single",
    title: "One student",
    says: "Without a second student the loss falls exponentially, to its floor.",
    config: { students: 1, sigma: 0.1 },
  },
  {
    id: "equal",
    title: "Equal students",
    says: "Three students that start equal stay equal and are three times as fast as one.",
    config: { start: "equal", students: 3 },
  },
  {
    id: "parallel",
    title: "Students along the teacher",
    says: "Every step shrinks the error by the same factor, from the first one on.",
    config: { start: "parallel", students: 3 },
  },
  {
    id: "mirror",
    title: "A mirror pair",
    says: "Two students that mirror each other in the teacher: t³ L tends to π²/6.",
    config: { start: "mirror", students: 2 },
  },
  {
    id: "crossover",
    title: "Almost equal",
    says: "Students a millionth apart: exponential first, then t⁻³.",
    config: { start: "perturbed", students: 2, perturbation: 1e-6, steps: 1_000_000, lossFloor: 0 },
  },
  {
    id: "plane",
    title: "In the plane",
    says: "Five students turn to the teacher, grow together, and only slowly come to agree.",
    config: { dimension: 2, students: 5, sigma: 0.1 },
  },
  {
    id: "sphere",
    title: "In three dimensions",
    says: "The same with eight students in space.",
    config: { dimension: 3, students: 8, sigma: 0.1 },
  },
  {
    id: "long",
    title: "Ten million steps",
    says: "A long run of two students in ten dimensions: t = 500 000.",
    config: { students: 2, steps: 10_000_000, lossFloor: 0 },
  },
];
