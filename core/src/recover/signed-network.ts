import type { Activation } from "@overparam/kernels";

/**
 * f(x) = Σ_k s_k σ(v_k · x) + ℓ · x: a two-layer network with every |a_k| folded into its neuron, which σ(cz) = cσ(z), c > 0, allows.
 *
 * The form in which networks are fitted: m·d parameters without the scale freedom of (a_k, w_k), so its Jacobian has full rank at a network
 * that data determine. With σ = |z| and ℓ it also is every ReLU network, because relu(z) = ½ (|z| + z).
 */
export interface SignedNetwork {
  readonly activation: Activation;
  /** d. */
  readonly inputs: number;
  /** s, [m], each 1 or −1. */
  readonly signs: Float64Array;
  /** V, [m,d] row-major. */
  readonly neurons: Float64Array;
  /** ℓ, [d], where a linear part is fitted. */
  readonly linear?: Float64Array;
}

/** m·d, and d more with a linear part. */
export function freedom(network: SignedNetwork): number {
  return network.neurons.length + (network.linear?.length ?? 0);
}

/** The network with every parameter moved: θ is V, then ℓ. */
export function moved(network: SignedNetwork, step: Float64Array): SignedNetwork {
  const { neurons, linear } = network;
  const at = neurons.length;
  return {
    ...network,
    neurons: neurons.map((entry, i) => entry + (step[i] as number)),
    ...(linear === undefined ? {} : { linear: linear.map((entry, j) => entry + (step[at + j] as number)) }),
  };
}

/** The network of the chosen neurons. */
export function chosen(network: SignedNetwork, keep: readonly number[]): SignedNetwork {
  const { inputs: d, neurons, signs } = network;
  const out = new Float64Array(keep.length * d);
  keep.forEach((k, at) => out.set(neurons.subarray(k * d, k * d + d), at * d));
  return { ...network, signs: Float64Array.from(keep, (k) => signs[k] as number), neurons: out };
}

/** The network with one more neuron s σ(v · x). */
export function withNeuron(network: SignedNetwork, sign: number, neuron: Float64Array): SignedNetwork {
  const neurons = new Float64Array(network.neurons.length + neuron.length);
  neurons.set(network.neurons);
  neurons.set(neuron, network.neurons.length);
  return { ...network, signs: Float64Array.of(...network.signs, sign), neurons };
}
