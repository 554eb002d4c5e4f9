import type { Engine } from "@overparam/kernels";
import { norm } from "./merge-neurons.ts";
import { eachBlock, type Rows } from "./rows.ts";

/** Coordinates of the span of the inputs, in which their second moment is the identity. */
export interface InputSpan {
  /** Dimension of the span, ρ ≤ d. */
  readonly rank: number;
  /** Q [ρ,d], orthogonal rows: z = Q x; a neuron v of the coordinates z is Qᵀv for x. */
  readonly into: Float64Array;
  /** Largest over smallest standard deviation among the directions of the span. */
  readonly spread: number;
}

/**
 * The span of the inputs and its whitening: (1/n) XᵀX = Σ_i λ_i u_i u_iᵀ, Q = (u_iᵀ/√λ_i).
 *
 * Directions with λ_i ≤ 10⁻¹³ λ_max are outside: no weight along them changes a value of the function on these inputs by more than rounding
 * does.
 *
 * @cost 2·n·d² operations and the eigenvalues of a d×d matrix
 */
export function inputSpan(engine: Engine, rows: Rows): InputSpan {
  const { inputs: d } = rows;
  const n = rows.y.length;
  const moment = new Float64Array(d * d);
  eachBlock(rows, 8192, (_from, count, x) => {
    engine.linear.multiply(x, x, moment, { rows: d, inner: count, columns: d, transposeA: true }, { add: true });
  });
  for (let i = 0; i < moment.length; i++) moment[i] = (moment[i] as number) / n;
  const values = new Float64Array(d);
  const vectors = new Float64Array(d * d);
  engine.linear.eigenSymmetric(moment, d, values, vectors);
  const largest = values[d - 1] as number;
  const kept = Array.from(values.keys()).filter((i) => (values[i] as number) > 1e-13 * largest && largest > 0);
  const rank = kept.length;
  const into = new Float64Array(rank * d);
  kept.forEach((i, at) => {
    const deviation = Math.sqrt(values[i] as number);
    for (let j = 0; j < d; j++) into[at * d + j] = (vectors[i * d + j] as number) / deviation;
  });
  const least = rank === 0 ? 1 : (values[kept[0] as number] as number);
  return { rank, into, spread: rank === 0 ? 1 : Math.sqrt(largest / least) };
}

/** Rows with their inputs in the coordinates of the span. */
export function spanRows(engine: Engine, span: InputSpan, rows: Rows): Rows {
  const n = rows.y.length;
  const z = new Float64Array(n * span.rank);
  eachBlock(rows, 8192, (from, count, x) => {
    const out = z.subarray(from * span.rank, (from + count) * span.rank);
    engine.linear.multiply(x, span.into, out, { rows: count, inner: rows.inputs, columns: span.rank, transposeB: true });
  });
  return { x: z, y: rows.y, inputs: span.rank };
}

/** Neurons [m,ρ] of the span's coordinates as neurons [m,d] for x: those of least norm. */
export function fromSpan(engine: Engine, span: InputSpan, inputs: number, neurons: Float64Array): Float64Array {
  const m = span.rank === 0 ? 0 : neurons.length / span.rank;
  const out = new Float64Array(m * inputs);
  if (m > 0) engine.linear.multiply(neurons, span.into, out, { rows: m, inner: span.rank, columns: inputs });
  return out;
}

/** The rows of Q, which are orthogonal, at length 1: [ρ,d]. */
export function orthonormalBasis(span: InputSpan, inputs: number): Float64Array {
  const out = span.into.slice();
  for (let i = 0; i < span.rank; i++) {
    const length = norm(out, i * inputs, inputs);
    for (let j = 0; j < inputs; j++) out[i * inputs + j] = (out[i * inputs + j] as number) / length;
  }
  return out;
}
