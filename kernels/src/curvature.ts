import type { Samples } from "./sampled.ts";

/** Twice differentiable non-linearities: `erf` is erf(z), `gelu` z Φ(z), `quadratic` z². */
export type SmoothActivation = "tanh" | "sigmoid" | "softplus" | "erf" | "gelu" | "quadratic";

/** f(x) = Σ_j a_j σ(w_j·x + b_j) + c with every parameter trained: θ = W [m,d] row-major, b [m], a [m], c. */
export interface SmoothNetwork {
  readonly activation: SmoothActivation;
  /** Number of student neurons m ≥ 1. */
  readonly students: number;
  /** Input dimension d ≥ 1. */
  readonly inputs: number;
}

/** L(θ) = 1/(2n) Σ_i (f_θ(x_i) − y_i)² with its exact Hessian, p = m(d+2) + 1 parameters. */
export interface CurvatureProblem {
  /** p. */
  readonly size: number;
  readonly samples: number;
  /** Engine memory held until `close`. */
  readonly bytes: number;
  value(theta: Float64Array): number;
  /** Fills out = ∇L(θ) and returns L(θ). O(n·p). */
  gradient(theta: Float64Array, out: Float64Array): number;
  /** Fills out = ∇²L(θ), [p,p] row-major, exactly symmetric, and returns L(θ). O(n·p²/2). */
  hessian(theta: Float64Array, out: Float64Array): number;
  close(): void;
}

/** Second derivatives of smooth two-layer networks on samples, by blocked products of the Jacobian; no automatic differentiation. */
export interface CurvatureKernels {
  /** Bytes that `open` will take, before anything is allocated. */
  plan(network: SmoothNetwork, samples: number): number;
  open(network: SmoothNetwork, data: Samples): CurvatureProblem;
}

/** Number of entries of θ: m(d+2) + 1. */
export function smoothParameterCount({ students, inputs }: SmoothNetwork): number {
  return students * (inputs + 2) + 1;
}
