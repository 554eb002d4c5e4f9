import type { DeepNetwork } from "@overparam/kernels";

/** Variances of the independent Gaussian entries of a deep network's blocks: of W_1, of W_2 … W_L, and of B. */
export interface EntryVariances {
  readonly first: number;
  readonly hidden: number;
  readonly output: number;
}

/**
 * The initialisation of allenzhu2019convergence: W_1 and W_l have entries N(0, 2/m), N(0, 2/(Q m)) where a layer reads Q positions,
 * and B has entries N(0, 1/K).
 *
 * With relu, ‖x_l‖ = ‖x‖ in the mean for every l. For other σ pre-activations are of order m^(−1/2): see {@link standardVariances}.
 *
 * @source allenzhu2019convergence, section 2 and its convolutional variant
 */
export function forwardVariances(network: DeepNetwork): EntryVariances {
  const { outputs = 1 } = network;
  const units = network.kind === "fully connected" ? network.width : network.channels;
  const taps = network.kind === "fully connected" ? 1 : network.kind === "circular" ? network.taps : 9;
  const firstTaps = network.kind === "convolutional" || network.kind === "residual" ? 9 : 1;
  return { first: 2 / (firstTaps * units), hidden: 2 / (taps * units), output: 1 / outputs };
}

/**
 * Variances that keep pre-activations of order 1, for any σ: `gain` for W_1 (unit inputs), gain/(Q m) for W_l, 1/m for B.
 *
 * @param gain E of a pre-activation's square over that of the activations before; 2 keeps relu, 1 suits erf and tanh
 */
export function standardVariances(network: DeepNetwork, gain: number): EntryVariances {
  const units = network.kind === "fully connected" ? network.width : network.channels;
  const taps = network.kind === "fully connected" ? 1 : network.kind === "circular" ? network.taps : 9;
  return { first: gain, hidden: gain / (taps * units), output: 1 / units };
}
