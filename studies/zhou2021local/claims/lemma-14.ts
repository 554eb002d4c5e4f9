import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { farSweep } from "../counters/far-sweep.ts";
import { fact } from "../reduce/fact.ts";
import { numberOf } from "../reduce/values.ts";
import { worstByWidth } from "../reduce/worst.ts";
import { spreadSweep } from "../widths.ts";
import { boundedNorms, gaussianPopulation, moderateLoss } from "./assumptions.ts";
import { sumMargin } from "./margins.ts";

/** Lemma 14: ‖∇L‖_F² = O(r³ w_max³). */
export const lemma14: Claim<Config> = {
  id: "lemma-14",
  name: "Lemma 14",
  says: "The gradient is bounded, whatever the number of students.",
  statement: String.raw`\|\nabla L\|_F^2=O(r^3w_{\max}^3)`,
  quantity: "slope in log m of log max ‖∇L‖²/(r w_max)³",
  grade: "existential",
  fidelity: "paper",
  addition: "the constant is fitted on each run; margin: half of 1, the power of m of a sum over students",
  assumes: [gaussianPopulation, boundedNorms, moderateLoss],
  ensemble: spreadSweep,
  reduce: (material) =>
    worstByWidth(
      material,
      (record) => record.samples,
      (sample, record) => {
        const size = fact(record, "r") * fact(record, "wMax");
        const norm = numberOf(sample, "gradientNorm");
        return (norm * norm) / (size * size * size);
      },
      "start",
    ),
  predict: () => ({ form: "no growth", over: "m", margin: sumMargin, constants: "fitted" }),
  counter: {
    why: "every student starts with mass 9, so that the loss is not O(r² w_max²) but grows like m²",
    ensemble: farSweep,
  },
};
