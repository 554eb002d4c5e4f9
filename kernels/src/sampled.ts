import type { Descending } from "./descent.ts";
import type { TwoLayer } from "./two-layer.ts";

/** n samples: x [n,d] row-major, y [n]. */
export interface Samples {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** L(θ) = 1/(2n) Σ_i (f_θ(x_i) − y_i)², by the fused blocked kernel; Z is never a full n×m array. */
export interface SampledProblem extends Descending {
  readonly samples: number;
  /** Replaces the data by as many fresh samples (stochastic descent); packs them again. */
  load(data: Samples): void;
  /** out[i] = f_θ(x_i), [n]. */
  forward(theta: Float64Array, out: Float64Array): void;
}

export interface SampledKernels {
  /** Bytes that `open` will take, before anything is allocated. */
  plan(network: TwoLayer, samples: number): number;
  open(network: TwoLayer, data: Samples): SampledProblem;
}
