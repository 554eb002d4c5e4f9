import type { Engine, Objective, MomentRecovery } from "@overparam/core";
import type { Batch } from "./moment-stream.ts";
import type { Teacher } from "./teacher.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/**
 * The mean square error 1/(2n) Σ ‖A σ(W x_i) − y_i‖² of a student with the teacher's sizes, parameters [W, A]: what descends beside the moments.
 *
 * @cost three products of n·k·d and three of n·k·m
 */
export function studentObjective(engine: Engine, { neurons: k, inputs: d, outputs: m }: Teacher, { x, y, n }: Batch): Objective {
  const { linear } = engine;
  const evaluate = (theta: Float64Array, out: Float64Array | undefined): number => {
    const [w, a] = [theta.subarray(0, k * d), theta.subarray(k * d)];
    const before = new Float64Array(n * k);
    linear.multiply(x, w, before, { rows: n, inner: d, columns: k, transposeB: true });
    const hidden = before.map((value) => (value > 0 ? value : 0));
    const error = new Float64Array(n * m);
    linear.multiply(hidden, a, error, { rows: n, inner: k, columns: m, transposeB: true });
    let sum = 0;
    for (let at = 0; at < error.length; at++) {
      const off = (error[at] as number) - (y[at] as number);
      error[at] = off;
      sum += off * off;
    }
    if (out !== undefined) {
      const back = new Float64Array(n * k);
      linear.multiply(error, a, back, { rows: n, inner: m, columns: k }, { mask: { activation: "relu", before } });
      linear.multiply(back, x, out.subarray(0, k * d), { rows: k, inner: n, columns: d, transposeA: true }, { scale: 1 / n });
      linear.multiply(error, hidden, out.subarray(k * d), { rows: m, inner: n, columns: k, transposeA: true }, { scale: 1 / n });
    }
    return sum / (2 * n);
  };
  return {
    layout: {
      blocks: [
        { name: "W", symbol: "W", shape: [k, d], offset: 0 },
        { name: "A", symbol: "A", shape: [m, k], offset: k * d },
      ],
      size: k * d + m * k,
    },
    over: "sample",
    accuracy: { kind: "sample", size: n },
    value: (theta) => evaluate(theta, undefined),
    gradient: evaluate,
    floor: (theta) => unit * (n + d + k) * (1 + evaluate(theta, undefined)),
    close() {},
  };
}

/** The student at a state, rows of W of norm 1. */
export function studentAt({ neurons: k, inputs: d, outputs: m }: Teacher, theta: Float64Array): MomentRecovery {
  const W = theta.slice(0, k * d);
  const A = theta.slice(k * d);
  for (let i = 0; i < k; i++) {
    const length = Math.sqrt(W.subarray(i * d, (i + 1) * d).reduce((sum, value) => sum + value * value, 0));
    if (length === 0) continue;
    for (let j = 0; j < d; j++) W[i * d + j] = (W[i * d + j] as number) / length;
    for (let o = 0; o < m; o++) A[o * k + i] = (A[o * k + i] as number) * length;
  }
  const none = Number.NaN;
  return {
    recovered: true,
    W,
    A,
    diagnostics: {
      samples: none,
      singular: new Float64Array(0),
      gap: none,
      gapRatio: none,
      pairs: 0,
      condition: none,
      residual: none,
      draws: 0,
      heldOut: none,
      linear: none,
    },
  };
}
