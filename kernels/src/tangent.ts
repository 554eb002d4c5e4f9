import type { SampledNetwork } from "./sampled.ts";

/** What a Gram matrix will take, known before anything is allocated or computed. */
export interface TangentPlan {
  /** Engine memory held during the call; the n² of the result are the caller's. */
  readonly bytes: number;
  /** Floating-point operations, two a multiply-add. */
  readonly operations: number;
}

/** Empirical tangent kernels of two-layer networks on samples. */
export interface TangentKernels {
  plan(network: SampledNetwork, samples: number): TangentPlan;
  /**
   * out[i,j] = ⟨∇f(x_i), ∇f(x_j)⟩ over all of θ, [n,n] row-major, exactly symmetric; x [n,d] row-major.
   *
   * By layers and in tiles, never through the Jacobian [n, m d]: about n² m operations, and as many more with trained output weights;
   * memory 2 KB a sample and 4 MB a thread. Shared by the engine's threads; the count changes no bit.
   *
   * @throws Misuse for `squared-entry`, whose kernel does not come apart by layers, and where the plan exceeds the engine's memory
   */
  gram(network: SampledNetwork, theta: Float64Array, x: Float64Array, out: Float64Array): void;
}
