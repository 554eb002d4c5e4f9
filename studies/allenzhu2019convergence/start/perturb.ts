import { type Circular, deepLayout, type Engine, fold, type FullyConnected, type Key, normal, spectralNorm } from "@overparam/core";

/** W' = 0 but for the trained blocks, Gaussian there; each of spectral norm 1 (to about a hundredth), or all together of Frobenius norm 1. */
export function randomPerturbation(
  { math }: Engine,
  key: Key,
  network: FullyConnected | Circular,
  measure: "spectral" | "frobenius",
): Float64Array {
  const { blocks, size } = deepLayout(network);
  const out = new Float64Array(size);
  let square = 0;
  for (const { name, shape, offset } of blocks.slice(1, -1)) {
    const [rows = 1, columns = 1] = shape;
    const entries = out.subarray(offset, offset + rows * columns);
    normal(math, fold(key, name), entries);
    const norm = measure === "spectral" ? spectralNorm(entries, rows, columns, 1e-3) : 1;
    for (let k = 0; k < entries.length; k++) {
      entries[k] = (entries[k] as number) / norm;
      square += (entries[k] as number) * (entries[k] as number);
    }
  }
  return measure === "spectral" ? out : out.map((value) => value / Math.sqrt(square));
}

/** Largest spectral norm of the trained blocks of a direction. */
export function largestSpectralNorm(network: FullyConnected | Circular, direction: Float64Array): number {
  return deepLayout(network)
    .blocks.slice(1, -1)
    .reduce(
      (most, { shape: [rows = 1, columns = 1], offset }) =>
        Math.max(most, spectralNorm(direction.subarray(offset, offset + rows * columns), rows, columns)),
      0,
    );
}

/** θ + scale · direction. */
export function moved(theta: Float64Array, direction: Float64Array, scale: number): Float64Array {
  const out = new Float64Array(theta.length);
  for (let k = 0; k < out.length; k++) out[k] = (theta[k] as number) + scale * (direction[k] as number);
  return out;
}

/**
 * Adds the rank-one W'_1 = −u h_0ᵀ/‖h_0‖² of spectral norm at most ω that turns the sign of as many units of one sample as it can: u_j is a little more
 * than the pre-activation of each of the k units with the smallest ones, k as large as ω allows.
 *
 * @param layer W_1 [m,m], to which W'_1 is added
 * @param before g = W_1 h_0 of the sample [m]; @param h h_0 [m]
 * @returns the units j whose rows have changed
 */
export function pushOver(layer: Float64Array, before: Float64Array, h: Float64Array, omega: number): readonly number[] {
  let size = 0;
  for (const value of h) size += value * value;
  const order = Array.from(before.keys()).toSorted((a, b) => Math.abs(before[a] as number) - Math.abs(before[b] as number));
  const past = 1 + 1e-9;
  const changed: number[] = [];
  let square = 0;
  for (const j of order) {
    const push = past * (before[j] as number);
    square += push * push;
    if (Math.sqrt(square / size) > omega) break;
    for (let k = 0; k < h.length; k++) layer[j * h.length + k] = (layer[j * h.length + k] as number) - (push * (h[k] as number)) / size;
    changed.push(j);
  }
  return changed;
}
