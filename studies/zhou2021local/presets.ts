import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

const plane = { dimension: 2, teachers: 3, students: 20, separation: 40, normMin: 1, normMax: 1 } as const;

/** Starting points of the settings: the paper's own picture first. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "local",
    title: "Local: students start near the teachers",
    says: "Every student turns to the teacher next to it and the loss goes to zero.",
    config: { ...plane, start: "near", startAngle: 0.4 },
  },
  {
    id: "mean-field",
    title: "Mean-field: a small start",
    says: "Students start small in all directions; they turn while they grow and end at the teachers.",
    config: { ...plane, start: "scaled", startScale: 0.05 },
  },
  {
    id: "lazy",
    title: "Lazy: a large start",
    says: "Students start large; masses shrink and directions barely move.",
    config: { ...plane, start: "scaled", startScale: 3, step: 0.005 },
  },
  {
    id: "exact-width",
    title: "As many students as teachers",
    says: "At m = r the fit is a simple minimum and the loss falls exponentially.",
    config: { students: 3 },
  },
  {
    id: "left-alone",
    title: "A teacher left alone",
    says: "One teacher gets no student: some have to turn away from their own, and the loss falls in stages.",
    config: { ...plane, start: "near", startAngle: 0.2, uncovered: 1 },
  },
  {
    id: "orthogonal",
    title: "Orthogonal teachers, random start",
    says: "Six orthogonal teachers and as many random students: does descent find them?",
    config: {
      dimension: 6,
      teachers: 6,
      students: 6,
      directions: "orthogonal",
      normMin: 1,
      normMax: 1,
      start: "scaled",
      startScale: 0.3,
      step: 0.3,
    },
  },
  {
    id: "initialisation-1",
    title: "Initialisation 1: random directions, best masses",
    says: "Random directions get their best masses by non-negative least squares; gradient descent goes on from there.",
    config: { ...plane, start: "random", students: 20 },
  },
  {
    id: "sphere",
    title: "On the sphere",
    says: "The same in three dimensions.",
    config: { dimension: 3, teachers: 3, students: 18, separation: 60, start: "near", startAngle: 0.4 },
  },
];
