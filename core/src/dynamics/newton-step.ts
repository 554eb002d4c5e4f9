import type { Engine } from "@overparam/kernels";
import { denseHessian } from "../objective/dense-hessian.ts";
import type { Objective } from "../objective/objective.ts";

/** Eigenvalues below this part of the largest, times p, count as zero: rounding leaves them that size. */
const unit = 2.220446049250313e-16;

/** A step of Newton's method. */
export interface NewtonStep {
  /** θ − H⁺ ∇L. */
  readonly theta: Float64Array;
  /** Was H positive definite, beyond rounding? */
  readonly definite: boolean;
}

/**
 * One step of Newton's method for ∇L = 0: θ ← θ − H⁺ ∇L(θ), H = ∇²L(θ).
 *
 * By Cholesky where H is positive definite; else by its eigenvalues, along directions of curvature 0 (to rounding) not at all. It goes to stationary points of
 * any kind and is meant for places close to one: there the distance is squared at every step.
 *
 * @param gradient ∇L(θ)
 * @cost one dense Hessian, then p³/6 multiplications where it is positive definite and some 10 p³ elsewhere
 * @source Newton's method; Nocedal, Wright 2006, §3.3
 */
export function newtonStep(engine: Engine, objective: Objective, theta: Float64Array, gradient: Float64Array): NewtonStep {
  const p = theta.length;
  const hessian = denseHessian(objective, theta);
  const factor = new Float64Array(p * p);
  if (engine.linear.cholesky(hessian, p, factor) === p && wellDefinite(factor, p)) {
    const step = gradient.slice();
    engine.linear.choleskySolve(factor, p, step);
    return { theta: theta.map((entry, i) => entry - (step[i] as number)), definite: true };
  }
  const values = new Float64Array(p);
  engine.linear.eigenSymmetric(hessian, p, values, factor);
  const largest = Math.max(Math.abs(values[0] as number), Math.abs(values[p - 1] as number));
  const moved = theta.slice();
  for (let i = 0; i < p; i++) {
    const curvature = values[i] as number;
    if (!(Math.abs(curvature) > p * unit * largest)) continue;
    const vector = factor.subarray(i * p, (i + 1) * p);
    let along = 0;
    for (let j = 0; j < p; j++) along += (vector[j] as number) * (gradient[j] as number);
    for (let j = 0; j < p; j++) moved[j] = (moved[j] as number) - (along / curvature) * (vector[j] as number);
  }
  return { theta: moved, definite: false };
}

/** Are all pivots of a Cholesky factor more than rounding? A singular matrix can get through by luck. */
function wellDefinite(factor: Float64Array, p: number): boolean {
  let least = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < p; i++) {
    const root = factor[i * p + i] as number;
    least = Math.min(least, root * root);
    largest = Math.max(largest, root * root);
  }
  return least > p * unit * largest;
}
