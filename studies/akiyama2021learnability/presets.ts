import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "circle",
    title: "Two teachers on the circle",
    says: "Students turn to the two teachers while the certificate falls to 1 around the circle.",
    config: { dimension: 2, teachers: 2, students: 20, lambda: 0.05, steps: 20_000 },
  },
  {
    id: "both-signs",
    title: "Both signs",
    says: "A positive and a negative teacher: the certificate reaches 1 at the one and −1 at the other.",
    config: { dimension: 2, teachers: 2, signs: "alternating", students: 20, lambda: 0.02, steps: 20_000 },
  },
  {
    id: "sphere",
    title: "Three teachers on the sphere",
    says: "The same in three dimensions.",
    config: { dimension: 3, teachers: 3, students: 40, lambda: 0.03, steps: 20_000 },
  },
  {
    id: "one-teacher",
    title: "One teacher, exactly",
    says: "The total mass ends at 1 − 2λ and the loss at λ².",
    config: { dimension: 3, teachers: 1, students: 10, lambda: 0.05, steps: 8000 },
  },
  {
    id: "few-samples",
    title: "Few samples",
    says: "Fifteen points in the plane: the certificate of the data has kinks, and more neurons than teachers may be left.",
    config: { dimension: 2, teachers: 3, directions: "random", students: 20, samples: 15, lambda: 0.002, steps: 10_000 },
  },
  {
    id: "constant-step",
    title: "A constant step",
    says: "The same flow of directions with a constant step: light neurons turn faster, masses move all at once.",
    config: { dimension: 2, teachers: 2, students: 20, lambda: 0.05, rule: "constant", step: 0.05, steps: 20_000 },
  },
  {
    id: "without-penalty",
    title: "Without the penalty",
    says: "At λ = 0 the loss falls by a power of t and neurons stay beside the teachers.",
    config: { dimension: 2, teachers: 2, students: 20, lambda: 0, steps: 20_000 },
  },
];
