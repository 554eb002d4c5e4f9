import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { farSweep } from "../counters/far-sweep.ts";
import { fact } from "../reduce/fact.ts";
import { numberOf } from "../reduce/values.ts";
import { worstByWidth } from "../reduce/worst.ts";
import { spreadSweep } from "../widths.ts";
import { boundedNorms, gaussianPopulation, moderateLoss } from "./assumptions.ts";
import { sumMargin } from "./margins.ts";

/** Lemma C.5: L = O(r² w_max²) ⟹ Σ_j ‖w_j‖² = O(r w_max). */
export const lemmaC5: Claim<Config> = {
  id: "lemma-c5",
  name: "Lemma C.5",
  says: "The total mass of the students is bounded, whatever their number.",
  statement: String.raw`L=O(r^2w_{\max}^2)\ \Longrightarrow\ \sum_j\|w_j\|^2=O(r\,w_{\max})`,
  quantity: "slope in log m of log max Σ‖w_j‖²/(r w_max)",
  grade: "existential",
  fidelity: "paper",
  addition: "the constant is fitted on each run; margin: half of 1, the power of m of students that each keep their mass",
  assumes: [gaussianPopulation, boundedNorms, moderateLoss],
  ensemble: spreadSweep,
  reduce: (material) =>
    worstByWidth(
      material,
      (record) => record.samples,
      (sample, record) => numberOf(sample, "totalMass") / (fact(record, "r") * fact(record, "wMax")),
      "start",
    ),
  predict: () => ({ form: "no growth", over: "m", margin: sumMargin, constants: "fitted" }),
  counter: {
    why: "every student starts with mass 9, so that the loss is not O(r² w_max²) but grows like m²",
    ensemble: farSweep,
  },
};
