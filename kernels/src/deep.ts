import type { Descending } from "./descent.ts";
import type { SampledActivation, Samples } from "./sampled.ts";

/** σ of a deep network: relu'(0) = 0. */
export type DeepActivation = Exclude<SampledActivation, "abs" | "quadratic">;

interface Layers {
  /** L ≥ 1, the layers of units. */
  readonly layers: number;
  /** K, by default 1. */
  readonly outputs?: number;
  /** σ, by default relu. */
  readonly activation?: DeepActivation;
}

/** x_1 = σ(W_1 x), x_l = σ(W_l x_{l−1}); f(x) = B x_L. θ is W_1 [m,d], W_2 … W_L [m,m], then B [K,m]. */
export interface FullyConnected extends Layers {
  readonly kind: "fully connected";
  /** d ≥ 1. */
  readonly inputs: number;
  /** m ≥ 1. */
  readonly width: number;
  /** τ: layers 2 … L−1 become x_l = σ(x_{l−1} + τ W_l x_{l−1}); none by default. */
  readonly skip?: number;
}

/**
 * A convolution on a ring of P positions: x_1,p = σ(W_1 x_p), x_l,p = σ(W_l (x_{l−1,p−⌊Q/2⌋}, …, Q of them)); f(x) = Σ_p B_p x_L,p.
 * θ is W_1 [c,d], W_2 … W_L [c,Q·c], then B [K,P,c].
 */
export interface Circular extends Layers {
  readonly kind: "circular";
  /** P ≥ 1. */
  readonly positions: number;
  /** Q, from 1 to P. */
  readonly taps: number;
  /** d ≥ 1, of one position. */
  readonly inputs: number;
  /** c ≥ 1, of every x_l. */
  readonly channels: number;
  /** τ, as of a fully connected network; none by default. */
  readonly skip?: number;
}

/** Images [channels,height,width] and L convolutions with 3×3 kernels, zeros beyond the edge; at most 1024 outputs. */
interface ImageLayers extends Layers {
  readonly height: number;
  readonly width: number;
  /** Channels of every x_l, l ≥ 1. */
  readonly channels: number;
}

/** x_l = σ(W_l ∗ x_{l−1}); f(x) = ⟨B, x_L⟩. θ is W_1 [c,c_0,3,3], W_2 … W_L [c,c,3,3], then B [K,c,height,width]. */
export interface Convolutional extends ImageLayers {
  readonly kind: "convolutional";
  /** c_0, by default `channels`. */
  readonly inputChannels?: number;
}

/** x_l = x_{l−1} + s · σ(W_l ∗ x_{l−1}); f(x) = ⟨B, x_L⟩. θ as of a convolutional network with c_0 = c. */
export interface Residual extends ImageLayers {
  readonly kind: "residual";
  /** s, by default 1. */
  readonly scale?: number;
}

export type DeepNetwork = FullyConnected | Circular | Convolutional | Residual;

/**
 * ℓ(f, y) of one sample, f and y of K entries.
 *
 * | name            | ℓ                                                              |
 * |-----------------|----------------------------------------------------------------|
 * | `squared`       | ½ ‖f − y‖²                                                     |
 * | `cross-entropy` | Σ_k y_k (log Σ_j e^f_j − f_k), y a class as one 1 among zeros  |
 * | `logistic`      | Σ_k log(1 + e^(−y_k f_k)), y_k = ±1                            |
 * | `pseudo-huber`  | Σ_k √(1 + (f_k − y_k)²) − 1: convex, Lipschitz, smooth         |
 * | `geman-mcclure` | ½ Σ_k r_k²/(1 + r_k²), r = f − y: Lipschitz, smooth, not convex|
 */
export type DeepLoss = "squared" | "cross-entropy" | "logistic" | "pseudo-huber" | "geman-mcclure";

export interface DeepOptions {
  /** Which blocks of θ are trained, W_1 … W_L and then B; all by default. The others have gradient 0 and columns 0 in J. */
  readonly trained?: readonly boolean[];
  /** Room for `tangentKernel` is made when the problem is opened; false by default. */
  readonly tangentKernel?: boolean;
  /** `squared` by default. */
  readonly loss?: DeepLoss;
  /** Whether L(θ) is the mean of ℓ over samples (default) or their sum. */
  readonly over?: "mean" | "sum";
}

/** Samples of a tangent kernel: rows from `row` on against columns from `column` on. */
export interface KernelRectangle {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

/**
 * L(θ) = 1/n Σ_i ℓ(f_θ(x_i), y_i) of a deep network, float64, ½ ‖f − y‖² unless options say otherwise.
 *
 * J [n·K,p] is the Jacobian of (f_θ(x_1), …, f_θ(x_n)), a sample's outputs one after the other. A gradient costs about three forward passes;
 * images are read where they lie and worked on one at a time. Layers are shared by the engine's threads, with the same bits for any number of
 * them. Backends agree to rounding; each has its own bits.
 */
export interface DeepProblem extends Descending {
  readonly samples: number;
  /** K. */
  readonly outputs: number;
  /** Replaces the data by as many fresh samples. */
  load(data: Samples): void;
  /** out = (f_θ(x_i)), [n,K]. */
  forward(theta: Float64Array, out: Float64Array): void;
  /** out = x_l of all samples, l = 1 … L: [n,m], or [n,P,c] on a ring. Misuse for images. */
  hidden(theta: Float64Array, layer: number, out: Float64Array): void;
  /** out = Jᵀ u, u [n,K], out [p]. */
  pullback(theta: Float64Array, u: Float64Array, out: Float64Array): void;
  /** out = J v, v [p], out [n,K]. Twice the cost of `forward`. */
  pushforward(theta: Float64Array, v: Float64Array, out: Float64Array): void;
  /**
   * out = J Jᵀ, [n·K,n·K] row-major, symmetric: the empirical tangent kernel, a layer at a time; or the rectangle of it that is asked for,
   * [rows·K,columns·K]. Without images no Jacobian is formed, O(L·n²·m·(1 + K²)); else one block's at a time, n·K times the largest.
   * Misuse unless opened with `tangentKernel`.
   */
  tangentKernel(theta: Float64Array, out: Float64Array, part?: KernelRectangle): void;
}

export interface DeepKernels {
  /** Bytes that `open` will take, before anything is allocated. */
  plan(network: DeepNetwork, samples: number, options?: DeepOptions): number;
  /** x is [n,d], [n,P,d] on a ring, or [n,channels,height,width]; y [n,K]. */
  open(network: DeepNetwork, data: Samples, options?: DeepOptions): DeepProblem;
}

/** Shapes of the blocks of θ in order: W_1 … W_L, then B. */
export function deepBlockShapes(network: DeepNetwork): readonly (readonly number[])[] {
  const { layers, outputs = 1 } = network;
  const rest = (shape: readonly number[]) => Array.from({ length: layers - 1 }, () => shape);
  switch (network.kind) {
    case "fully connected": {
      const { inputs, width } = network;
      return [[width, inputs], ...rest([width, width]), [outputs, width]];
    }
    case "circular": {
      const { inputs, channels, positions, taps } = network;
      return [[channels, inputs], ...rest([channels, taps * channels]), [outputs, positions, channels]];
    }
    default: {
      const { height, width, channels } = network;
      const first = network.kind === "convolutional" ? (network.inputChannels ?? channels) : channels;
      return [[channels, first, 3, 3], ...rest([channels, channels, 3, 3]), [outputs, channels, height, width]];
    }
  }
}

/** Number of entries of θ. */
export function deepParameterCount(network: DeepNetwork): number {
  return deepBlockShapes(network).reduce((sum, shape) => sum + shape.reduce((product, side) => product * side, 1), 0);
}

/** Numbers of one sample's input. */
export function deepInputCount(network: DeepNetwork): number {
  switch (network.kind) {
    case "fully connected":
      return network.inputs;
    case "circular":
      return network.positions * network.inputs;
    case "convolutional":
      return (network.inputChannels ?? network.channels) * network.height * network.width;
    case "residual":
      return network.channels * network.height * network.width;
  }
}
