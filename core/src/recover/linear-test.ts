import type { Engine } from "@overparam/kernels";
import { fTail } from "../theory/f-tail.ts";
import { normalEquations } from "./normal-equations.ts";
import type { Rows } from "./rows.ts";
import { freedom, type SignedNetwork } from "./signed-network.ts";
import { invert } from "./without-neuron.ts";

/**
 * Wald's test of the hypothesis that a fit's linear part is shared out among its lines: ℓ = Σ_k β_k s_k v_k.
 *
 * With r = ℓ − Σ_k β_k s_k v_k, R = ∂r/∂(V, ℓ) = [−β_1 s_1 I, …, I] and G = JᵀJ, under it W = rᵀ (R G⁻¹ Rᵀ)⁻¹ r / σ̂² is χ² of d degrees, less one for
 * every β that was fitted; W over its degrees is compared with F, because σ̂² = Σe²/(n − p) is an estimate, too.
 *
 * @param free a network with a linear part, polished on the rows
 * @param shares β, [m]
 * @param fitted how many of them were chosen so that r is small
 * @returns P(F is as large) under the hypothesis; 1 where the rows do not determine r or nothing is left to test
 * @cost n·p² + p³ operations
 * @source Wald 1943
 */
export function linearPartProbability(
  engine: Engine,
  free: SignedNetwork,
  squares: number,
  rows: Rows,
  shares: ArrayLike<number>,
  fitted: number,
): number {
  const { inputs: d, neurons, signs, linear } = free;
  const m = signs.length;
  const p = freedom(free);
  const degrees = d - fitted;
  const rest = rows.y.length - p;
  if (linear === undefined || degrees < 1 || rest < 1) return 1;
  const inverse = invert(engine, normalEquations(engine, free, rows).gram, p);
  if (inverse === undefined) return 1;
  const left = linear.slice();
  const weights = Float64Array.from({ length: m + 1 }, (_, k) => (k < m ? -(shares[k] as number) * (signs[k] as number) : 1));
  for (let k = 0; k < m; k++) {
    for (let j = 0; j < d; j++) left[j] = (left[j] as number) + (weights[k] as number) * (neurons[k * d + j] as number);
  }
  const covariance = new Float64Array(d * d);
  for (let k = 0; k <= m; k++) {
    for (let l = 0; l <= m; l++) {
      const weight = (weights[k] as number) * (weights[l] as number);
      for (let i = 0; i < d; i++) {
        const row = (k * d + i) * p + l * d;
        for (let j = 0; j < d; j++) covariance[i * d + j] = (covariance[i * d + j] as number) + weight * (inverse[row + j] as number);
      }
    }
  }
  const factor = new Float64Array(d * d);
  if (engine.linear.cholesky(covariance, d, factor) < d) return 1;
  const solved = left.slice();
  engine.linear.choleskySolve(factor, d, solved);
  const statistic = left.reduce((sum, entry, j) => sum + entry * (solved[j] as number), 0) / (squares / rest);
  return fTail(engine.math, degrees, rest, statistic / degrees);
}
