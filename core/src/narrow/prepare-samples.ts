import { type Engine, misuse, type Samples } from "@overparam/kernels";
import type { NamedTensors } from "../data/tensor.ts";

/** An affine map of inputs, z = P (x − μ), and of targets, y = s·f + c. */
export interface Preparation {
  /** d, the inputs of a sample. */
  readonly inputs: number;
  /** k ≤ d, what is left of them. */
  readonly components: number;
  /** μ [d]. */
  readonly mean: Float64Array;
  /** P [k,d] row-major. */
  readonly projection: Float64Array;
  /** s and c. */
  readonly targetScale: number;
  readonly targetShift: number;
}

/** What to learn of samples. */
export interface PreparationOrder {
  /** d. */
  readonly inputs: number;
  /** k, how many principal components to keep; all that vary where fewer do. */
  readonly components: number;
  /** Brings every input to variance 1 first: for measurements in units of their own, not for pixels. */
  readonly columns: boolean;
  /** Brings targets to mean 0 and variance 1. */
  readonly standardise: boolean;
}

/**
 * Learns a map from samples: inputs centred, brought to their first k principal components, and scaled together so that E‖z‖² = k, for which w ~ N(0, I/k) gives
 * pre-activations of size one. Targets that are values are standardised.
 *
 * The map is linear, so that a network of z is one of x, as narrow: {@link composeNetwork}. Directions without any variance are left out.
 *
 * @cost n·d² products, and the k largest eigenvalues of a d×d matrix
 * @errors samples that are all the same
 */
export function learnPreparation(
  engine: Engine,
  { x, y }: Samples,
  { inputs, components: k, columns, standardise }: PreparationOrder,
): Preparation {
  const n = y.length;
  const mean = new Float64Array(inputs);
  for (let i = 0; i < n; i++) for (let j = 0; j < inputs; j++) mean[j] = (mean[j] as number) + (x[i * inputs + j] as number) / n;
  const centred = centre(x, mean);
  const deviations = columns ? deviationsOf(centred, mean) : new Float64Array(inputs).fill(1);
  for (let at = 0; at < centred.length; at++) centred[at] = (centred[at] as number) / (deviations[at % inputs] as number);
  const covariance = new Float64Array(inputs * inputs);
  engine.linear.multiply(centred, centred, covariance, { rows: inputs, inner: n, columns: inputs, transposeA: true }, { scale: 1 / n });
  const count = Math.min(k, inputs, n);
  const values = new Float64Array(count);
  const vectors = new Float64Array(count * inputs);
  engine.linear.eigenExtreme(covariance, inputs, { count, end: "largest" }, values, vectors);
  // What rounding leaves of directions that do not vary.
  const components = values.filter((value) => value > 1e-12 * (values[0] as number)).length;
  const total = values.slice(0, components).reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) throw misuse("samples", "the inputs must vary", "samples that are all the same", "take others");
  const scale = Math.sqrt(components / total);
  const projection = vectors.slice(0, components * inputs).map((entry, at) => (entry * scale) / (deviations[at % inputs] as number));
  if (!standardise) return { inputs, components, mean, projection, targetScale: 1, targetShift: 0 };
  const targetShift = y.reduce((sum, entry) => sum + entry / n, 0);
  const variance = y.reduce((sum, entry) => sum + (entry - targetShift) * (entry - targetShift), 0) / n;
  if (!(variance > 0)) throw misuse("samples", "the targets must vary", "targets that are all the same", "take others");
  return { inputs, components, mean, projection, targetScale: Math.sqrt(variance), targetShift };
}

/** Standard deviation of every column; 1 where a column does not vary, but for the rounding of its mean. */
function deviationsOf(centred: Float64Array, mean: Float64Array): Float64Array {
  const inputs = mean.length;
  const n = centred.length / inputs;
  const squares = new Float64Array(inputs);
  for (let at = 0; at < centred.length; at++) {
    squares[at % inputs] = (squares[at % inputs] as number) + ((centred[at] as number) * (centred[at] as number)) / n;
  }
  return squares.map((square, j) => (square > 1e-24 * (mean[j] as number) * (mean[j] as number) ? Math.sqrt(square) : 1));
}

/** x [n, k+1] and y [n] by a map; the last input is 1, so that its weight is a bias. */
export function applyPreparation(engine: Engine, map: Preparation, { x, y }: Samples): NamedTensors[string][] {
  const { inputs, components: k, mean, projection, targetScale, targetShift } = map;
  const n = y.length;
  const z = new Float64Array(n * k);
  engine.linear.multiply(centre(x, mean), projection, z, { rows: n, inner: inputs, columns: k, transposeB: true });
  const out = new Float64Array(n * (k + 1));
  for (let i = 0; i < n; i++) {
    out.set(z.subarray(i * k, (i + 1) * k), i * (k + 1));
    out[i * (k + 1) + k] = 1;
  }
  return [
    { shape: [n, k + 1], data: out },
    { shape: [n], data: y.map((entry) => (entry - targetShift) / targetScale) },
  ];
}

function centre(x: Float64Array, mean: Float64Array): Float64Array {
  const d = mean.length;
  return x.map((entry, at) => entry - (mean[at % d] as number));
}
