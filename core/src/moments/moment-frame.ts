import type { Engine } from "@overparam/kernels";

/**
 * Coordinates in which moments are summed: x' = X x and y' = Y y, in which a first sample has E x'x'ᵀ = I and outputs of about one size.
 *
 * Sums of products in raw coordinates lose as many digits as the square of the conditions of x and y has; here they lose none.
 */
export interface MomentFrame {
  readonly inputs: number;
  readonly outputs: number;
  /** Outputs in the frame, min(inputs, outputs). */
  readonly rank: number;
  /** X [inputs, inputs], symmetric. */
  readonly x: Float64Array;
  /** Y [rank, outputs]. */
  readonly y: Float64Array;
  /** Y⁺ [outputs, rank]. */
  readonly back: Float64Array;
}

/** Directions whose share of the largest is below this have no scale of their own. */
const least = 1e-10;

/**
 * The frame of a first sample x [n,d], y [n,m].
 *
 * @param neurons directions of the outputs beyond so many hold noise alone, which must not be blown up to the size of the signal; all hold signal by default
 */
export function momentFrame(engine: Engine, x: Float64Array, y: Float64Array, n: number, neurons = Number.POSITIVE_INFINITY): MomentFrame {
  const { linear } = engine;
  const d = x.length / n;
  const m = y.length / n;
  const second = new Float64Array(d * d);
  linear.multiply(x, x, second, { rows: d, inner: n, columns: d, transposeA: true }, { scale: 1 / n });
  const whitening = inverseRoot(engine, second, d);
  const cross = new Float64Array(m * d);
  linear.multiply(y, x, cross, { rows: m, inner: n, columns: d, transposeA: true }, { scale: 1 / n });
  const white = new Float64Array(m * d);
  linear.multiply(cross, whitening, white, { rows: m, inner: d, columns: d });
  const rank = Math.min(m, d);
  const values = new Float64Array(rank);
  const left = new Float64Array(rank * m);
  linear.singular(white, m, d, values, { left, right: new Float64Array(rank * d) });
  const largest = (values[0] as number) > 0 ? (values[0] as number) : 1;
  const size = values.map((value, i) => 2 * (i < neurons && value > least * largest ? value : largest));
  const back = new Float64Array(m * rank);
  const forth = left.map((entry, k) => entry / (size[Math.floor(k / m)] as number));
  for (let i = 0; i < rank; i++) for (let j = 0; j < m; j++) back[j * rank + i] = (left[i * m + j] as number) * (size[i] as number);
  return { inputs: d, outputs: m, rank, x: whitening, y: forth, back };
}

/** a^{−1/2} of a symmetric positive matrix [n,n]; directions without size are left alone. */
export function inverseRoot(engine: Engine, a: Float64Array, n: number): Float64Array {
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  engine.linear.eigenSymmetric(a, n, values, vectors);
  const largest = Math.max(values[n - 1] as number, Number.MIN_VALUE);
  const scaled = vectors.map((entry, k) => {
    const value = values[Math.floor(k / n)] as number;
    return entry / Math.sqrt(value > least * largest ? value : largest);
  });
  const out = new Float64Array(n * n);
  engine.linear.multiply(scaled, vectors, out, { rows: n, inner: n, columns: n, transposeA: true });
  return symmetric(out, n);
}

function symmetric(a: Float64Array, n: number): Float64Array {
  return a.map((entry, k) => (entry + (a[(k % n) * n + Math.floor(k / n)] as number)) / 2);
}
