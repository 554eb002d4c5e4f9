import type { Engine } from "@overparam/kernels";
import { eachBlock, type Rows } from "./rows.ts";
import { freedom, type SignedNetwork } from "./signed-network.ts";

/**
 * J δ, [n]: the change of f on every row along a change δ of its parameters (V, then ℓ).
 *
 * @cost 4·n·m·d operations
 */
export function jacobianTimes(engine: Engine, network: SignedNetwork, rows: Rows, step: Float64Array): Float64Array {
  const { inputs: d, neurons, signs, linear } = network;
  const m = signs.length;
  const out = new Float64Array(rows.y.length);
  eachBlock(rows, 4096, (from, count, x) => {
    const slopes = slopesOf(engine, network, x, count);
    const moved = new Float64Array(count * m);
    if (m > 0) {
      const sizes = { rows: count, inner: d, columns: m, transposeB: true };
      engine.linear.multiply(x, step.subarray(0, neurons.length), moved, sizes);
    }
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += (slopes[i * m + k] as number) * (moved[i * m + k] as number);
      if (linear !== undefined) for (let j = 0; j < d; j++) sum += (step[neurons.length + j] as number) * (x[i * d + j] as number);
      out[from + i] = sum;
    }
  });
  return out;
}

/**
 * Jᵀ e, [p].
 *
 * @cost 4·n·m·d operations
 */
export function jacobianTransposed(engine: Engine, network: SignedNetwork, rows: Rows, errors: Float64Array): Float64Array {
  const { inputs: d, neurons, signs, linear } = network;
  const m = signs.length;
  const out = new Float64Array(freedom(network));
  eachBlock(rows, 4096, (from, count, x) => {
    const slopes = slopesOf(engine, network, x, count);
    for (let i = 0; i < count; i++) {
      const error = errors[from + i] as number;
      for (let k = 0; k < m; k++) slopes[i * m + k] = (slopes[i * m + k] as number) * error;
      if (linear === undefined) continue;
      for (let j = 0; j < d; j++) {
        const at = neurons.length + j;
        out[at] = (out[at] as number) + error * (x[i * d + j] as number);
      }
    }
    if (m > 0) {
      const sizes = { rows: m, inner: count, columns: d, transposeA: true };
      engine.linear.multiply(slopes, x, out.subarray(0, neurons.length), sizes, { add: true });
    }
  });
  return out;
}

/** s_k σ'(v_k · x_i), [count,m]. */
function slopesOf(engine: Engine, { inputs: d, neurons, signs, activation }: SignedNetwork, x: Float64Array, count: number): Float64Array {
  const m = signs.length;
  const z = new Float64Array(count * m);
  if (m > 0) engine.linear.multiply(x, neurons, z, { rows: count, inner: d, columns: m, transposeB: true });
  for (let i = 0; i < z.length; i++) {
    const pre = z[i] as number;
    const sign = signs[i % m] as number;
    z[i] = pre > 0 ? sign : pre < 0 && activation === "abs" ? -sign : 0;
  }
  return z;
}
