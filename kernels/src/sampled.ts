import type { Descending } from "./descent.ts";
import type { Activation, TwoLayer } from "./two-layer.ts";

/**
 * The non-linearities of sampled networks; σ'(0) = 0 where relu and |z| have a kink.
 *
 * | name        | σ(z)                     |
 * |-------------|--------------------------|
 * | `relu`      | max(z, 0)                |
 * | `abs`       | |z|                      |
 * | `tanh`      | tanh z                   |
 * | `sigmoid`   | 1/(1 + e^−z)             |
 * | `softplus`  | log(1 + e^z)             |
 * | `erf`       | erf z                    |
 * | `gelu`      | z · ½ (1 + erf(z/√2))    |
 * | `quadratic` | z²                       |
 */
export type SampledActivation = Activation | "tanh" | "sigmoid" | "softplus" | "erf" | "gelu" | "quadratic";

/**
 * f(x) = Σ_i c_i σ(A_i · x + b_i), with A and c made of θ as in {@link TwoLayer}.
 *
 * θ is W [m,d], then a [m] where output weights are trained, then b [m] with a hidden bias.
 */
export interface SampledNetwork extends Omit<TwoLayer, "activation"> {
  readonly activation: SampledActivation;
  /** Trains a bias b_i inside each neuron; none by default. */
  readonly hiddenBias?: boolean;
  /**
   * c_i that are not trained, [m]; all 1 by default. A factor of ‖w_i‖ for `conic`: a sign. Misuse for `output`, which trains them.
   */
  readonly outputWeights?: Float64Array;
}

/**
 * ℓ(f, y) of one sample.
 *
 * | name           | ℓ                                                                 |
 * |----------------|-------------------------------------------------------------------|
 * | `squared`      | ½ (f − y)²                                                        |
 * | `logistic`     | log(1 + e^(−y f)), y = ±1                                         |
 * | `smooth-hinge` | 0 where y f ≥ 1; ½ (1 − y f)² down to y f = 0; ½ − y f below      |
 */
export type SampleLoss = "squared" | "logistic" | "smooth-hinge";

/** What is added to the mean of ℓ(f(x_i), y_i), and how it is computed. */
export interface SampledOptions {
  /** `squared` by default. */
  readonly loss?: SampleLoss;
  /** λ ≥ 0 of (λ/2) ‖θ‖²; 0 by default. */
  readonly l2?: number;
  /** λ ≥ 0 of the path norm λ Σ_i |c_i| ‖w_i‖, 0 by default; at w_i = 0 or a_i = 0 its derivative there is 0. Misuse for `squared-entry`. */
  readonly pathNorm?: number;
  /**
   * `float64` by default. `float32` multiplies in single precision (A, X, Z and a chunk's sums); θ, the sums over chunks and the
   * step stay double, so that `descend` still is `gradient` and an update. Relative error about 1e-6; half the memory, about half the time.
   */
  readonly precision?: "float64" | "float32";
}

/** n samples: x [n,d] row-major, y [n]. */
export interface Samples {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * L(θ) = 1/n Σ_i ℓ(f_θ(x_i), y_i) + penalties, 1/(2n) Σ_i (f_θ(x_i) − y_i)² unless options say otherwise.
 *
 * By the fused blocked kernel, 4·n·m·d operations a gradient; Z is never a full n×m array. Long steps are shared by the engine's threads.
 */
export interface SampledProblem extends Descending {
  readonly samples: number;
  /** Replaces the data by as many fresh samples (stochastic descent); packs them again. */
  load(data: Samples): void;
  /** out[i] = f_θ(x_i), [n]. */
  forward(theta: Float64Array, out: Float64Array): void;
}

export interface SampledKernels {
  /** Bytes that `open` will take, before anything is allocated. */
  plan(network: SampledNetwork, samples: number, options?: SampledOptions): number;
  open(network: SampledNetwork, data: Samples, options?: SampledOptions): SampledProblem;
}

/** Number of entries of θ: m·d, and m more for trained output weights and for a hidden bias each. */
export function sampledParameterCount({ students, inputs, parameterization, hiddenBias = false }: SampledNetwork): number {
  return students * (inputs + (parameterization === "output" ? 1 : 0) + (hiddenBias ? 1 : 0));
}
