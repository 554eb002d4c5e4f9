import { type Classifier, forward } from "../network/classifier.ts";

/** The activation vectors of a hidden layer's neurons on given images, one row a neuron, each of norm 1 (0 where the neuron is dead). */
export function activationVectors(network: Classifier, theta: Float64Array, x: Float64Array, layer: number): Float64Array {
  const neurons = network.widths[layer] as number;
  const outputs = forward(network, theta, x)[layer] as Float64Array;
  const n = outputs.length / neurons;
  const rows = new Float64Array(neurons * n);
  for (let i = 0; i < neurons; i++) for (let s = 0; s < n; s++) rows[i * n + s] = outputs[s * neurons + i] as number;
  return normalised(rows, neurons);
}

/** Rows of norm 1; a row of zeros stays. */
export function normalised(rows: Float64Array, count: number): Float64Array {
  const size = rows.length / count;
  const out = rows.slice();
  for (let i = 0; i < count; i++) {
    const row = out.subarray(i * size, (i + 1) * size);
    const length = Math.sqrt(row.reduce((sum, entry) => sum + entry * entry, 0));
    if (length > 0) for (let j = 0; j < size; j++) row[j] = (row[j] as number) / length;
  }
  return out;
}
