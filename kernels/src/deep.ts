import type { Descending } from "./descent.ts";
import type { Samples } from "./sampled.ts";

/** x_l = relu(W_l x_{l−1}), l = 1…L; f(x) = a · x_L. θ is W_1 [m,d], W_2 … W_L [m,m], then a [m]. */
export interface FullyConnected {
  readonly kind: "fully connected";
  /** d ≥ 1. */
  readonly inputs: number;
  /** m ≥ 1. */
  readonly width: number;
  /** L ≥ 1, the layers of rectified units. */
  readonly layers: number;
}

/** Images [channels,height,width] and L convolutions with 3×3 kernels, zeros beyond the edge. */
interface ImageLayers {
  readonly height: number;
  readonly width: number;
  /** Channels of every x_l, l ≥ 1. */
  readonly channels: number;
  readonly layers: number;
}

/** x_l = relu(W_l ∗ x_{l−1}); f(x) = ⟨a, x_L⟩. θ is W_1 [c,c_0,3,3], W_2 … W_L [c,c,3,3], then a [c,height,width]. */
export interface Convolutional extends ImageLayers {
  readonly kind: "convolutional";
  /** c_0, by default `channels`. */
  readonly inputChannels?: number;
}

/** x_l = x_{l−1} + s · relu(W_l ∗ x_{l−1}); f(x) = ⟨a, x_L⟩. θ as of a convolutional network with c_0 = c. */
export interface Residual extends ImageLayers {
  readonly kind: "residual";
  /** s, by default 1. */
  readonly scale?: number;
}

export type DeepNetwork = FullyConnected | Convolutional | Residual;

export interface DeepOptions {
  /** Which blocks of θ are trained, W_1 … W_L and then a; all by default. The others have gradient 0 and columns 0 in J. */
  readonly trained?: readonly boolean[];
  /** Room for `tangentKernel` is made when the problem is opened; false by default. */
  readonly tangentKernel?: boolean;
}

/**
 * L(θ) = 1/(2n) Σ_i (f_θ(x_i) − y_i)² of a deep rectified network with scalar output, float64; relu'(0) = 0.
 *
 * J [n,p] is the Jacobian of (f_θ(x_1), …, f_θ(x_n)). A gradient costs about three forward passes; convolutions read images where
 * they lie, and images are worked on one at a time. Backends agree to rounding; each has its own bits.
 */
export interface DeepProblem extends Descending {
  readonly samples: number;
  /** Replaces the data by as many fresh samples. */
  load(data: Samples): void;
  /** out[i] = f_θ(x_i), [n]. */
  forward(theta: Float64Array, out: Float64Array): void;
  /** out = Jᵀ u, u [n], out [p]. */
  pullback(theta: Float64Array, u: Float64Array, out: Float64Array): void;
  /** out = J v, v [p], out [n]. Twice the cost of `forward`. */
  pushforward(theta: Float64Array, v: Float64Array, out: Float64Array): void;
  /**
   * out = J Jᵀ, [n,n] row-major, symmetric: the empirical tangent kernel, a layer at a time. Fully connected layers need no Jacobian,
   * O(L·n²·m); others form one layer's Jacobian at a time, n times the largest layer. Misuse unless opened with `tangentKernel`.
   */
  tangentKernel(theta: Float64Array, out: Float64Array): void;
}

export interface DeepKernels {
  /** Bytes that `open` will take, before anything is allocated. */
  plan(network: DeepNetwork, samples: number, options?: DeepOptions): number;
  /** x is [n,d], or [n,channels,height,width]; y [n]. */
  open(network: DeepNetwork, data: Samples, options?: DeepOptions): DeepProblem;
}

/** Number of entries of θ. */
export function deepParameterCount(network: DeepNetwork): number {
  if (network.kind === "fully connected") {
    const { inputs, width, layers } = network;
    return width * inputs + (layers - 1) * width * width + width;
  }
  const { height, width, channels, layers } = network;
  const first = network.kind === "convolutional" ? (network.inputChannels ?? channels) : channels;
  return 9 * channels * (first + (layers - 1) * channels) + channels * height * width;
}
