import { misuse } from "@overparam/kernels";
import type { Objective } from "./objective.ts";

/** Step of the central differences, in units of the size of θ: third roots of the unit roundoff balance truncation and rounding. */
const relativeStep = 6e-6;

/**
 * The Hessian ∇²L(θ) as a full matrix, by the best way that the objective offers.
 *
 * Its own `hessian`; else `hessianTimes` on every unit vector; else central differences of the gradient with step 6e-6 · max(1, max|θ_i|). The last two are
 * symmetrised: H ← (H + Hᵀ)/2.
 *
 * @returns [p,p] row-major
 * @cost the objective's own; else p products; else 2p gradients, with an error of about 1e-10 times the gradient's size
 * @throws Misuse when θ has not the layout's size
 */
export function denseHessian(objective: Objective, theta: Float64Array): Float64Array {
  const p = objective.layout.size;
  if (theta.length !== p) throw misuse("denseHessian", `θ must have ${p} entries`, theta);
  const matrix = new Float64Array(p * p);
  if (objective.hessian !== undefined) {
    objective.hessian(theta, matrix);
    return matrix;
  }
  if (objective.hessianTimes !== undefined) {
    const unit = new Float64Array(p);
    for (let i = 0; i < p; i++) {
      unit[i] = 1;
      objective.hessianTimes(theta, unit, matrix.subarray(i * p, (i + 1) * p));
      unit[i] = 0;
    }
  } else {
    byDifferences(objective, theta, matrix);
  }
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < i; j++) {
      const mean = ((matrix[i * p + j] as number) + (matrix[j * p + i] as number)) / 2;
      matrix[i * p + j] = mean;
      matrix[j * p + i] = mean;
    }
  }
  return matrix;
}

function byDifferences(objective: Objective, theta: Float64Array, matrix: Float64Array): void {
  const p = theta.length;
  const h = relativeStep * theta.reduce((most, entry) => Math.max(most, Math.abs(entry)), 1);
  const moved = theta.slice();
  const up = new Float64Array(p);
  const down = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    const here = theta[i] as number;
    moved[i] = here + h;
    objective.gradient(moved, up);
    const above = moved[i] as number;
    moved[i] = here - h;
    objective.gradient(moved, down);
    // The distance that was really moved, after rounding.
    const apart = above - (moved[i] as number);
    moved[i] = here;
    for (let j = 0; j < p; j++) matrix[i * p + j] = ((up[j] as number) - (down[j] as number)) / apart;
  }
}
