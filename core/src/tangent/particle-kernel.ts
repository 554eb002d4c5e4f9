import { type Engine, type FullyConnected, misuse } from "@overparam/kernels";
import { type EntryVariances, forwardVariances } from "../network/entry-variances.ts";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { normal } from "../random/normal.ts";
import { angleOfCovariance, arcCosine, stableAngle } from "./arc-cosine.ts";

/** A kernel by sampling, with the standard error of every entry. */
export interface SampledKernel {
  /** [n,n]. */
  readonly kernel: Float64Array;
  /** Standard error of each entry, [n,n]. */
  readonly error: Float64Array;
}

/**
 * The tangent kernel, per output, of an infinitely wide relu network with skips x_l = relu(x_{l−1} + τ W_l x_{l−1}), by particles.
 *
 * A coordinate of x_l is not Gaussian, so pairs of covariances do not close. A cloud of coordinates s (one particle is one coordinate of all n samples)
 * is moved layer by layer, s ← relu(s + τ g), g ~ N(0, m v Cov s). Backwards the error at a coordinate is a sum of independent Gaussian parts,
 * one from each layer above, each cut by the slopes on its way down the skips; products of slopes along the way are averaged over the cloud. The first and
 * the last layer, which have no skip, are exact given the covariances before them. Clouds are drawn several times over, which gives the error.
 *
 * @param x [n, inputs]
 * @param particles coordinates in one cloud, and clouds ≥ 2
 * @cost clouds · particles · (n² L + n L²) and a symmetric eigenproblem of size n a layer
 * @source closed-form recursions do not exist for skips with τ > 0; derived here, compared with finite networks in the tests
 */
export function particleKernel(
  engine: Engine,
  key: Key,
  network: FullyConnected,
  x: Float64Array,
  options: {
    readonly particles: number;
    readonly clouds?: number;
    readonly variances?: EntryVariances;
    readonly trained?: readonly boolean[];
  },
): SampledKernel {
  const { layers, inputs, activation = "relu" } = network;
  const {
    particles,
    clouds = 8,
    variances = forwardVariances(network),
    trained = Array.from({ length: layers + 1 }, () => true),
  } = options;
  if (activation !== "relu") throw misuse("particleKernel", "the activation must be relu", activation);
  if (!(Number.isSafeInteger(particles) && particles >= 1))
    throw misuse("particleKernel", "particles must be a whole number ≥ 1", particles);
  if (!(Number.isSafeInteger(clouds) && clouds >= 2)) throw misuse("particleKernel", "clouds must be a whole number ≥ 2", clouds);
  if (x.length === 0 || x.length % inputs !== 0) throw misuse("particleKernel", `x must hold rows of ${inputs} entries`, x.length);
  const n = x.length / inputs;
  const found = Array.from({ length: clouds }, (_, index) =>
    cloudKernel(engine, fold(key, index), { network, n, x, particles, variances, trained }),
  );
  const kernel = new Float64Array(n * n);
  const error = new Float64Array(n * n);
  for (let k = 0; k < n * n; k++) {
    for (const one of found) kernel[k] = (kernel[k] as number) + (one[k] as number) / clouds;
    let square = 0;
    for (const one of found) square += ((one[k] as number) - (kernel[k] as number)) * ((one[k] as number) - (kernel[k] as number));
    error[k] = Math.sqrt(square / (clouds - 1) / clouds);
  }
  return { kernel, error };
}

interface CloudOrder {
  readonly network: FullyConnected;
  readonly n: number;
  readonly x: Float64Array;
  readonly particles: number;
  readonly variances: EntryVariances;
  readonly trained: readonly boolean[];
}

/** The kernel of one cloud. Layer 0 is the first, layer `layers − 1` the last; those between have skips. */
function cloudKernel(engine: Engine, key: Key, { network, n, x, particles: size, variances, trained }: CloudOrder): Float64Array {
  const { layers, inputs, width: m } = network;
  const tau = network.skip ?? 0;
  const skipped = (layer: number): boolean => network.skip !== undefined && layer > 0 && layer < layers - 1;
  const inner = gram(engine, x, n, inputs, 1);
  // Coordinates are scaled by √m, so that H = E s s' is the limit of ⟨x_l, x_l'⟩.
  let state: Float64Array | undefined;
  const seen: Float64Array[] = [inner];
  const slopes: Float64Array[] = [];
  const cut = (layer: number, z: Float64Array): Float64Array => {
    slopes[layer] = z.map((value) => (value > 0 ? 1 : 0));
    return z.map((value) => Math.max(0, value));
  };
  const last = layers - 1;
  for (let layer = 0; layer < last; layer++) {
    const variance = layer === 0 ? variances.first : variances.hidden;
    const moved = gaussian(engine, fold(key, layer), seen[layer] as Float64Array, n, size, m * variance);
    state = cut(layer, skipped(layer) ? moved.map((g, k) => ((state as Float64Array)[k] as number) + tau * g) : moved);
    // Columns are samples: H = stateᵀ state / particles.
    seen.push(gram(engine, state, n, size, 1 / size, true));
  }

  const covariance = seen[last] as Float64Array;
  const variance = last === 0 ? variances.first : variances.hidden;
  const top = Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    const [a, b] = [covariance[i * n + i] as number, covariance[j * n + j] as number];
    const angle =
      i === j
        ? 0
        : last === 0
          ? stableAngle(engine, row(x, i, inputs), row(x, j, inputs))
          : angleOfCovariance(engine, a, b, covariance[k] as number);
    const { kappa0, kappa1 } = arcCosine(engine, angle);
    return { values: ((m * variance * Math.sqrt(a) * Math.sqrt(b)) / 2) * kappa1, slopes: kappa0 / 2 };
  });

  const kernel = new Float64Array(n * n);
  const errors: Float64Array[] = [];
  errors[last] = Float64Array.from(top, (entry) => m * variances.output * entry.slopes);
  for (let layer = last - 1; layer >= 0; layer--) {
    // E^l = m Σ_{k ≥ l} q_k E Π_{t=l…k} σ̇σ̇', q_k the Gaussian part that enters at x_k from the layer above it, as far up as skips lead.
    const error = new Float64Array(n * n);
    let way = slopes[layer] as Float64Array;
    for (let k = layer; k < last; k++) {
      if (k > layer) {
        if (!skipped(k)) break;
        const next = slopes[k] as Float64Array;
        way = way.map((value, index) => value * (next[index] as number));
      }
      const share = gram(engine, way, n, size, 1 / size, true);
      const factor = m * variances.hidden * (skipped(k + 1) ? tau * tau : 1);
      const above = errors[k + 1] as Float64Array;
      for (let e = 0; e < error.length; e++) error[e] = (error[e] as number) + factor * (above[e] as number) * (share[e] as number);
    }
    errors[layer] = error;
  }
  for (let layer = 0; layer < layers; layer++) {
    if (trained[layer] !== true) continue;
    const factor = skipped(layer) ? tau * tau : 1;
    for (let e = 0; e < kernel.length; e++)
      kernel[e] = (kernel[e] as number) + factor * (errors[layer]?.[e] as number) * (seen[layer]?.[e] as number);
  }
  if (trained[layers] === true) top.forEach((entry, e) => (kernel[e] = (kernel[e] as number) + entry.values));
  return kernel;
}

function row(x: Float64Array, i: number, width: number): Float64Array {
  return x.subarray(i * width, (i + 1) * width);
}

/** factor · a aᵀ of n rows, or of n columns. */
function gram({ linear }: Engine, a: Float64Array, n: number, inner: number, factor: number, columns = false): Float64Array {
  const out = new Float64Array(n * n);
  const sizes = { rows: n, inner, columns: n };
  linear.multiply(a, a, out, columns ? { ...sizes, transposeA: true } : { ...sizes, transposeB: true }, { scale: factor });
  return out;
}

/** Rows of N(0, scale · covariance), [size,n]: standard normal rows times a root of the covariance, singular ones included. */
function gaussian({ math, linear }: Engine, key: Key, covariance: Float64Array, n: number, size: number, scale: number): Float64Array {
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  linear.eigenSymmetric(covariance, n, values, vectors);
  for (let i = 0; i < n; i++) {
    const root = Math.sqrt(Math.max(0, scale * (values[i] as number)));
    for (let j = 0; j < n; j++) vectors[i * n + j] = root * (vectors[i * n + j] as number);
  }
  const z = new Float64Array(size * n);
  normal(math, key, z);
  const out = new Float64Array(size * n);
  linear.multiply(z, vectors, out, { rows: size, inner: n, columns: n });
  return out;
}
