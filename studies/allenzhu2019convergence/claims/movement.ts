import type { Claim, Elementary, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { numberOf } from "../reduce/values.ts";
import { worstByWidth } from "../reduce/worst-by-width.ts";
import { narrowSweep, trendSweep } from "../trials.ts";
import { descent } from "./assumptions.ts";

/** Half of 1/3, the distance from m^(−1/2) to the nearest other power of m in the paper's statements: m^(−1/6), of ω^(1/3) at ω = m^(−1/2). */
const margin = 1 / 6;

/** ‖W(t) − W(0)‖ = O(m^(−1/2)). */
export const movement: Claim<Config> = {
  id: "movement",
  name: "Movement",
  says: "The wider the network, the less its weights move until the loss is gone.",
  statement: String.raw`\max_t\|W^{(t)}-W^{(0)}\|_F\le O\!\left(\frac{n^{5/2}\sqrt{L\,d\,F_0}}{\delta\sqrt m}\right)`,
  quantity: "power of m in max ‖W − W(0)‖_F over ‖r_0‖ in the norm of K⁻¹, K ∝ m",
  grade: "exponent",
  fidelity: "derived",
  addition:
    "the whole claim: from the gradient bounds and the linear rate; nor does it fall faster; in units of √(r_0ᵀK⁻¹r_0), the distance of the least move by which the linearisation of the limit fits its residuals, which is m^(−1/2) times what the start's residuals r_0 have; margin 1/6, half the distance from m^(−1/2) to the m^(−1/6) of Theorem 5",
  assumes: descent,
  ensemble: trendSweep,
  reduce: (material) => worstByWidth(material, (sample, record) => numberOf(sample, "movement") / leastMove(record, material.math)),
  predict: () => ({ form: "no trend", over: "m", margin, constants: "fitted" }),
  counter: {
    why: "an output matrix of variance m^(−3/2)/d: the weights have to move no less at larger widths",
    ensemble: (config, seed) =>
      narrowSweep(config, seed, { outputPower: -1.5, samples: 4, separation: 0.8, inputsFile: undefined, stopLoss: 0.05 }),
  },
};

/**
 * √(r_0ᵀ K⁻¹ r_0) over all outputs, K that of the paper's start at this width, from the eigenvalues of the run's own and the energies ½ r_k² of its first
 * residuals along the eigenvectors; of an output matrix with m^p the variance, the own kernel is m^p K.
 */
function leastMove({ facts, config }: RunRecord<Config>, math: Elementary): number {
  const [values, energies] = [facts["kernelEigenvalues"], facts["kernelEnergies"]] as [readonly number[], readonly number[]];
  const square = values.reduce((sum, value, k) => sum + (2 * (energies[k] as number)) / value, 0);
  return Math.sqrt(square * math.exp(config.outputPower * math.log(config.width)));
}
