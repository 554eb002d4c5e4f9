import type { SignedNetwork } from "../signed-network.ts";

/** f(x) = Σ_k α_k relu(v_k · x), α_k a column of m output weights. */
export interface OutputNetwork {
  /** d and m. */
  readonly inputs: number;
  readonly outputs: number;
  /** V, [k,d] row-major. */
  readonly neurons: Float64Array;
  /** α, [m,k] row-major. */
  readonly weights: Float64Array;
}

/** k. */
export function widthOf({ inputs, neurons }: OutputNetwork): number {
  return neurons.length / inputs;
}

/** Parameters without the scale that (α_k, v_k) share: k (d + m − 1). */
export function outputFreedom(network: OutputNetwork): number {
  return widthOf(network) * (network.inputs + network.outputs - 1);
}

/** Output o of a network as a network of its own; neurons of weight 0 are left out. */
export function outputOf(network: OutputNetwork, o: number): SignedNetwork {
  const { inputs: d, neurons, weights } = network;
  const k = widthOf(network);
  const kept = Array.from({ length: k }, (_, l) => l).filter((l) => weights[o * k + l] !== 0);
  const out = new Float64Array(kept.length * d);
  kept.forEach((l, at) => {
    const size = Math.abs(weights[o * k + l] as number);
    for (let j = 0; j < d; j++) out[at * d + j] = size * (neurons[l * d + j] as number);
  });
  const signs = Float64Array.from(kept, (l) => ((weights[o * k + l] as number) < 0 ? -1 : 1));
  return { activation: "relu", inputs: d, signs, neurons: out };
}

/** The network with the scale of every neuron shared out evenly: ‖v_k‖ = ‖α_k‖. Neurons without effect become 0. */
export function balanced(network: OutputNetwork): OutputNetwork {
  const { inputs: d, outputs: m } = network;
  const k = widthOf(network);
  const neurons = network.neurons.slice();
  const weights = network.weights.slice();
  for (let l = 0; l < k; l++) {
    let [inner, outer] = [0, 0];
    for (let j = 0; j < d; j++) inner += (neurons[l * d + j] as number) * (neurons[l * d + j] as number);
    for (let o = 0; o < m; o++) outer += (weights[o * k + l] as number) * (weights[o * k + l] as number);
    const scale = inner > 0 && outer > 0 ? Math.sqrt(Math.sqrt(outer / inner)) : 0;
    for (let j = 0; j < d; j++) neurons[l * d + j] = (neurons[l * d + j] as number) * scale;
    for (let o = 0; o < m; o++) weights[o * k + l] = scale === 0 ? 0 : (weights[o * k + l] as number) / scale;
  }
  return { ...network, neurons, weights };
}

/** The network of outputs y_o · s_o. */
export function withOutputsScaled(network: OutputNetwork, scales: ArrayLike<number>): OutputNetwork {
  const k = widthOf(network);
  return balanced({ ...network, weights: network.weights.map((entry, at) => entry * (scales[Math.floor(at / k)] as number)) });
}
