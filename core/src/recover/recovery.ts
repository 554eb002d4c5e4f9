import type { Activation } from "@overparam/kernels";
import type { Certificate } from "./certificate.ts";
import type { LackOfFit } from "./lack-of-fit.ts";
import type { AttemptRecord, SearchState } from "./search.ts";

/** What is claimed of a network. */
export interface Finding {
  /**
   * | verdict     | claim                                                                                         |
   * |-------------|-----------------------------------------------------------------------------------------------|
   * | `exact`     | the data come from this network; its weights are right to 10⁻⁸                                |
   * | `noisy`     | the data come from this network and noise; its weights are right up to their standard errors  |
   * | `ambiguous` | the function is found, but other weights give it as well                                      |
   * | `none`      | no network is claimed; the best fit is an approximation                                       |
   */
  readonly verdict: "exact" | "noisy" | "ambiguous" | "none";
  /** Half a sentence. */
  readonly reason: string;
}

/** What a recovery found. Errors are root mean squares in the units of y. */
export interface Recovery extends Finding {
  readonly activation: Activation;
  /** r. */
  readonly width: number;
  /** d. */
  readonly inputs: number;
  /** f(x) = Σ_k a_k σ(w_k · x): unit rows W [r,d] in the span of the inputs, and a [r], by falling |a_k|. */
  readonly W: Float64Array;
  readonly a: Float64Array;
  /** Of several outputs, f(x) = A σ(W x): A [m,r] row-major; then a_k is the norm of column k, and errors are root mean squares over outputs, too. */
  readonly A?: Float64Array;
  /** Lines with a ReLU neuron on either side, and whether relu(u) − relu(−u) was added for the linear part. */
  readonly pairs: number;
  readonly extra: boolean;
  /** False where another choice of the sides of ReLU neurons fits as well. */
  readonly unique: boolean;
  /** √tr of the Gauss–Newton covariance σ²(JᵀJ)⁻¹ of each a_k w_k; of each line where ReLU neurons stand on both sides of one. */
  readonly standardErrors: readonly number[];
  /** √ of the sum of their squares: the expected error of all weights together. */
  readonly predictedError: number;
  /**
   * About the smallest angle, in radians, at which two neurons could be told apart: 3π/n, within which three samples are expected to lie between
   * their kinks. Closer ones look like one.
   */
  readonly resolution: number;
  readonly samples: { readonly fitted: number; readonly heldOut: number; readonly searched: number; readonly setAside: number };
  /** Dimension of the span of the inputs, and their largest over their smallest standard deviation in it. */
  readonly rank: number;
  /** Orthonormal rows [rank,d] of that span, where it is not everything: weights are known in it alone. */
  readonly basis: Float64Array | undefined;
  readonly spread: number;
  /** Root mean square of the targets. */
  readonly scale: number;
  readonly error: number;
  readonly heldOutError: number;
  /** What rounding alone would leave on held-out samples. */
  readonly floor: number;
  /** σ̂ of the noise; 0 where the fit is exact. */
  readonly noise: number;
  readonly lackOfFit: LackOfFit | undefined;
  /** Largest correlation of the residual with a further neuron, over directions; undefined where the fit is exact. */
  readonly certificate: Certificate | undefined;
  /** For every width the best fit seen. */
  readonly widths: readonly { readonly width: number; readonly error: number; readonly heldOut: number }[];
  readonly attempts: readonly AttemptRecord[];
  readonly end: NonNullable<SearchState["end"]>;
}
