import type { Engine } from "@overparam/kernels";
import { type OutputNetwork, widthOf } from "./output-network.ts";
import type { OutputRows } from "./output-rows.ts";

/** Doubles that a block of features may take: 8 MB. */
const blockSize = 1_048_576;

/** The Gauss–Newton equations of Σ_io (y_io − f_o(x_i))², θ = V [k,d], then α [m,k]. */
export interface OutputEquations {
  /** JᵀJ, and for every neuron its scale freedom as uuᵀ times the mean diagonal: [p,p], p = k (d + m). */
  readonly gram: Float64Array;
  /** Jᵀe, [p]. */
  readonly right: Float64Array;
  readonly squares: number;
}

/**
 * JᵀJ and Jᵀe of a network of several outputs on rows.
 *
 * Every block of J is a product of α and of the features (σ'(v_k·x) x, σ(v_k·x)), so their Gram matrix is all that the rows are needed for.
 * Along u_k = (v_k, −α_k) nothing changes: uuᵀ makes JᵀJ regular and leaves the covariance of α_k v_kᵀ as it is.
 *
 * @cost 2·n·(k (d + 1))² operations
 */
export function outputEquations(engine: Engine, network: OutputNetwork, rows: OutputRows): OutputEquations {
  const { inputs: d, outputs: m, neurons, weights } = network;
  const k = widthOf(network);
  const n = rows.y.length / m;
  const q = k * (d + 1);
  const features = new Float64Array(q * q);
  const against = new Float64Array(q * m);
  let squares = 0;
  const size = Math.max(16, Math.min(4096, Math.floor(blockSize / Math.max(1, q))));
  for (let from = 0; from < n; from += size) {
    const count = Math.min(size, n - from);
    const x = rows.x.subarray(from * d, (from + count) * d);
    const z = new Float64Array(count * k);
    engine.linear.multiply(x, neurons, z, { rows: count, inner: d, columns: k, transposeB: true });
    const block = new Float64Array(count * q);
    const errors = rows.y.slice(from * m, (from + count) * m);
    for (let i = 0; i < count; i++) {
      for (let l = 0; l < k; l++) {
        const pre = z[i * k + l] as number;
        if (!(pre > 0)) continue;
        for (let j = 0; j < d; j++) block[i * q + l * d + j] = x[i * d + j] as number;
        block[i * q + k * d + l] = pre;
        for (let o = 0; o < m; o++) errors[i * m + o] = (errors[i * m + o] as number) - (weights[o * k + l] as number) * pre;
      }
    }
    for (const error of errors) squares += error * error;
    engine.linear.multiply(block, block, features, { rows: q, inner: count, columns: q, transposeA: true }, { add: true });
    engine.linear.multiply(block, errors, against, { rows: q, inner: count, columns: m, transposeA: true }, { add: true });
  }
  return { ...assembled(network, features, against), squares };
}

function assembled({ inputs: d, outputs: m, neurons, weights }: OutputNetwork, features: Float64Array, against: Float64Array) {
  const k = neurons.length / d;
  const q = k * (d + 1);
  const p = k * (d + m);
  const alpha = (o: number, l: number): number => weights[o * k + l] as number;
  const feature = (row: number, column: number): number => features[row * q + column] as number;
  const gram = new Float64Array(p * p);
  const right = new Float64Array(p);
  const set = (row: number, column: number, value: number): void => {
    gram[row * p + column] = value;
    gram[column * p + row] = value;
  };
  for (let l = 0; l < k; l++) {
    for (let j = 0; j < d; j++)
      for (let o = 0; o < m; o++) right[l * d + j] = (right[l * d + j] as number) + alpha(o, l) * (against[(l * d + j) * m + o] as number);
    for (let o = 0; o < m; o++) right[k * d + o * k + l] = against[(k * d + l) * m + o] as number;
    for (let other = 0; other < k; other++) {
      let both = 0;
      for (let o = 0; o < m; o++) both += alpha(o, l) * alpha(o, other);
      for (let j = 0; j < d; j++) {
        for (let i = 0; i < d; i++) gram[(l * d + j) * p + other * d + i] = both * feature(l * d + j, other * d + i);
        for (let o = 0; o < m; o++) set(l * d + j, k * d + o * k + other, alpha(o, l) * feature(l * d + j, k * d + other));
      }
      for (let o = 0; o < m; o++) gram[(k * d + o * k + l) * p + k * d + o * k + other] = feature(k * d + l, k * d + other);
    }
  }
  let trace = 0;
  for (let i = 0; i < p; i++) trace += gram[i * p + i] as number;
  for (let l = 0; l < k; l++) {
    const places = [...Array.from({ length: d }, (_, j) => l * d + j), ...Array.from({ length: m }, (_, o) => k * d + o * k + l)];
    const values = places.map((at) => (at < k * d ? (neurons[at] as number) : -(weights[at - k * d] as number)));
    const length = values.reduce((sum, value) => sum + value * value, 0);
    if (!(length > 0)) continue;
    places.forEach((row, a) => {
      places.forEach((column, b) => {
        gram[row * p + column] =
          (gram[row * p + column] as number) + ((trace / p) * (values[a] as number) * (values[b] as number)) / length;
      });
    });
  }
  return { gram, right };
}
