import type { Engine } from "@overparam/kernels";
import { eachBlock, type Rows } from "./rows.ts";
import { freedom, type SignedNetwork } from "./signed-network.ts";

/** Doubles that a block of the Jacobian may take: 16 MB. */
const blockSize = 2_097_152;

/** JᵀJ and Jᵀe of a network on rows, J_i = ∂f(x_i)/∂θ and e = y − f(x). */
export interface NormalEquations {
  /** JᵀJ, [p,p]. */
  readonly gram: Float64Array;
  /** Jᵀe, [p]. */
  readonly right: Float64Array;
  /** ‖e‖². */
  readonly squares: number;
}

/**
 * The Gauss–Newton equations of Σ_i (y_i − f(x_i))², θ = V, then ℓ.
 *
 * ∂f/∂v_k = s_k σ'(v_k·x) x; σ'(0) = 0. The Jacobian exists a block of rows at a time.
 *
 * @cost 2·n·p² operations
 */
export function normalEquations(engine: Engine, network: SignedNetwork, rows: Rows): NormalEquations {
  const { inputs: d, neurons, signs, linear, activation } = network;
  const m = signs.length;
  const p = freedom(network);
  const gram = new Float64Array(p * p);
  const right = new Float64Array(p);
  let squares = 0;
  if (p === 0) {
    for (const y of rows.y) squares += y * y;
    return { gram, right, squares };
  }
  const size = Math.max(16, Math.min(4096, Math.floor(blockSize / p)));
  eachBlock(rows, size, (from, count, x) => {
    const z = new Float64Array(count * m);
    if (m > 0) engine.linear.multiply(x, neurons, z, { rows: count, inner: d, columns: m, transposeB: true });
    const jacobian = new Float64Array(count * p);
    const errors = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      let error = rows.y[from + i] as number;
      const row = x.subarray(i * d, i * d + d);
      for (let k = 0; k < m; k++) {
        const pre = z[i * m + k] as number;
        const slope = pre > 0 ? (signs[k] as number) : pre < 0 && activation === "abs" ? -(signs[k] as number) : 0;
        if (slope === 0) continue;
        error -= slope * pre;
        const at = i * p + k * d;
        if (slope > 0) for (let j = 0; j < d; j++) jacobian[at + j] = row[j] as number;
        else for (let j = 0; j < d; j++) jacobian[at + j] = -(row[j] as number);
      }
      if (linear !== undefined) {
        const at = i * p + m * d;
        let sum = 0;
        for (let j = 0; j < d; j++) {
          sum += (linear[j] as number) * (row[j] as number);
          jacobian[at + j] = row[j] as number;
        }
        error -= sum;
      }
      errors[i] = error;
      squares += error * error;
    }
    engine.linear.multiply(jacobian, jacobian, gram, { rows: p, inner: count, columns: p, transposeA: true }, { add: true });
    engine.linear.multiply(jacobian, errors, right, { rows: p, inner: count, columns: 1, transposeA: true }, { add: true });
  });
  return { gram, right, squares };
}
