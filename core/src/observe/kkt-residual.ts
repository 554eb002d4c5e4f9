import type { Constraint } from "../dynamics/constraint.ts";

/**
 * How far θ is from a point where nothing can be gained inside the set: ‖u − P(u − ∇_u L)‖ in the scaled variables u_k = θ_k/s_k; 0 exactly at KKT points.
 *
 * @param gradient ∇L(θ), in θ
 */
export function kktResidual({ scale, project }: Constraint, theta: Float64Array, gradient: Float64Array): number {
  const moved = new Float64Array(theta.length);
  for (let k = 0; k < theta.length; k++) {
    const s = scale[k] as number;
    moved[k] = (theta[k] as number) - s * s * (gradient[k] as number);
  }
  project(moved);
  let square = 0;
  for (let k = 0; k < theta.length; k++) {
    const difference = ((theta[k] as number) - (moved[k] as number)) / (scale[k] as number);
    square += difference * difference;
  }
  return Math.sqrt(square);
}
