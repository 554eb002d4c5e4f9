import type { Descending } from "./descent.ts";
import type { Teacher, TwoLayer } from "./two-layer.ts";

/**
 * L(θ) = ½ E (f_θ(x) − f*(x))², x ~ N(0, I_d), in closed form.
 *
 * With the arc-cosine kernels in their stable form (angle by atan2 of difference and sum, ψ by series near 0). Relative accuracy of
 * the terms is a few ulp; with more than one teacher O(1) terms cancel, so values below `floor` are zero for all purposes.
 */
export interface PopulationProblem extends Descending {
  /** Absolute rounding error that a value may carry, from the size of the terms that cancel. */
  floor(theta: Float64Array): number;
  /** out = H v, H = ∇²L(θ). O((m+r)·m·d). */
  hessianTimes(theta: Float64Array, v: Float64Array, out: Float64Array): void;
  /** out = ∇²L(θ), [p,p] row-major, symmetric. O(m·(m+r)·d²). Misuse at points where L is not twice differentiable is not checked. */
  hessian(theta: Float64Array, out: Float64Array): void;
}

export interface PopulationKernels {
  /** Bytes that `open` will take, before anything is allocated. */
  plan(network: TwoLayer, teachers: number): number;
  open(network: TwoLayer, teacher: Teacher): PopulationProblem;
  /** out[i,j] = E σ(u_i·x) σ(v_j·x); U [p,d], V [q,d], out [p,q]. K_R of relu, K_A of |x| (Cho, Saul 2009). */
  gram(activation: TwoLayer["activation"], u: Float64Array, v: Float64Array, inputs: number, out: Float64Array): void;
  /** out[i,j] = angle between u_i and v_j in [0, π]; 0 where either is zero. `2·atan2(‖û−v̂‖, ‖û+v̂‖)`. */
  angles(u: Float64Array, v: Float64Array, inputs: number, out: Float64Array): void;
  /** ψ(t) = sin t − t cos t, t in [0, π]; the series below 1. */
  psi(t: number): number;
}
