import type { Engine } from "@overparam/kernels";
import { eachBlock, type Rows } from "./rows.ts";
import type { SignedNetwork } from "./signed-network.ts";

/** Rows whose pre-activations are held at a time. */
const blockRows = 4096;

/** y − f(x), with what tells how exact it can be. */
export interface Residual {
  /** y_i − f(x_i), [n]. */
  readonly values: Float64Array;
  /** Σ_i (y_i − f(x_i))². */
  readonly squares: number;
}

/**
 * The residual of every row.
 *
 * @cost 2·n·m·d operations; blocks of 4096 rows are held at a time
 */
export function residual(engine: Engine, network: SignedNetwork, rows: Rows): Residual {
  const { inputs: d, neurons, signs, linear, activation } = network;
  const m = signs.length;
  const values = rows.y.slice();
  eachBlock(rows, blockRows, (from, count, x) => {
    if (m > 0) {
      const z = new Float64Array(count * m);
      engine.linear.multiply(x, neurons, z, { rows: count, inner: d, columns: m, transposeB: true }, { activation });
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let k = 0; k < m; k++) sum += (signs[k] as number) * (z[i * m + k] as number);
        values[from + i] = (values[from + i] as number) - sum;
      }
    }
    if (linear !== undefined) {
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let j = 0; j < d; j++) sum += (linear[j] as number) * (x[i * d + j] as number);
        values[from + i] = (values[from + i] as number) - sum;
      }
    }
  });
  let squares = 0;
  for (const value of values) squares += value * value;
  return { values, squares };
}

/**
 * Root mean square of Σ_k Σ_j |v_kj x_ij| + Σ_j |ℓ_j x_ij| + |y_i|: the size of the terms that cancel in a residual, so that its rounding error
 * is a few (m + d) ε times this.
 */
export function termSize(network: SignedNetwork, rows: Rows): number {
  const { inputs: d, neurons, signs, linear } = network;
  const sizes = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    let size = Math.abs(linear?.[j] ?? 0);
    for (let k = 0; k < signs.length; k++) size += Math.abs(neurons[k * d + j] as number);
    sizes[j] = size;
  }
  let squares = 0;
  for (let i = 0; i < rows.y.length; i++) {
    let sum = Math.abs(rows.y[i] as number);
    for (let j = 0; j < d; j++) sum += (sizes[j] as number) * Math.abs(rows.x[i * d + j] as number);
    squares += sum * sum;
  }
  return Math.sqrt(squares / Math.max(1, rows.y.length));
}

/**
 * Rounding floor of a root-mean-square residual: 4 (m + d) ε times {@link termSize}, ε = 2^−52.
 *
 * Both the label and the student's value are sums of m products of length d, each with an error of at most (m + d) ε/2 times the size of its
 * terms; weights that are right to their last bits add as much again.
 */
export function roundingFloor(network: SignedNetwork, rows: Rows): number {
  return 4 * (network.signs.length + network.inputs) * 2.220446049250313e-16 * termSize(network, rows);
}
