import { fold, type Elementary, type Key, type Layout, normal } from "@overparam/core";

/** x → relu(W_1 (x, 1)) → … → V (h, 1): a fully connected classifier. θ is W_1 [m_1, d+1], …, then V [C, m_L+1]; a row is a neuron with its bias. */
export interface Classifier {
  readonly inputs: number;
  readonly widths: readonly number[];
  readonly classes: number;
}

/** A layer's rows in θ. */
export interface Rows {
  readonly neurons: number;
  /** Entries of a neuron, its bias last. */
  readonly fanIn: number;
  readonly offset: number;
}

/** The hidden layers' rows, then those of the head. */
export function rowsOf({ inputs, widths, classes }: Classifier): readonly Rows[] {
  const out: Rows[] = [];
  let before = inputs;
  let offset = 0;
  for (const neurons of [...widths, classes]) {
    out.push({ neurons, fanIn: before + 1, offset });
    offset += neurons * (before + 1);
    before = neurons;
  }
  return out;
}

/** One block a layer. */
export function layoutOf(network: Classifier): Layout {
  const rows = rowsOf(network);
  const last = rows.at(-1) as Rows;
  return {
    blocks: rows.map(({ neurons, fanIn, offset }, l) => ({
      name: l === rows.length - 1 ? "head" : `layer${l + 1}`,
      symbol: l === rows.length - 1 ? "V" : `W_${l + 1}`,
      shape: [neurons, fanIn],
      offset,
    })),
    size: last.offset + last.neurons * last.fanIn,
  };
}

/** Weights N(0, 2/fan-in), biases 0. */
export function drawClassifier(math: Elementary, key: Key, network: Classifier): Float64Array {
  const theta = new Float64Array(layoutOf(network).size);
  rowsOf(network).forEach(({ neurons, fanIn, offset }, l) => {
    const weights = new Float64Array(neurons * (fanIn - 1));
    normal(math, fold(key, l), weights);
    const scale = Math.sqrt(2 / (fanIn - 1));
    for (let i = 0; i < neurons; i++) {
      for (let k = 0; k < fanIn - 1; k++) theta[offset + i * fanIn + k] = scale * (weights[i * (fanIn - 1) + k] as number);
    }
  });
  return theta;
}

/** Outputs of every layer, [n, neurons] row-major each; the last are the logits. */
export function forward(network: Classifier, theta: Float64Array, x: Float64Array): readonly Float64Array[] {
  const layers = rowsOf(network);
  const n = x.length / network.inputs;
  const out: Float64Array[] = [];
  let below = x;
  layers.forEach(({ neurons, fanIn, offset }, l) => {
    const here = new Float64Array(n * neurons);
    const from = fanIn - 1;
    const rectified = l < layers.length - 1;
    for (let s = 0; s < n; s++) {
      for (let i = 0; i < neurons; i++) {
        const at = offset + i * fanIn;
        let sum = theta[at + from] as number;
        for (let k = 0; k < from; k++) sum += (theta[at + k] as number) * (below[s * from + k] as number);
        here[s * neurons + i] = rectified && !(sum > 0) ? 0 : sum;
      }
    }
    out.push(here);
    below = here;
  });
  return out;
}
