import type { Engine } from "@overparam/kernels";
import { fTail } from "../theory/f-tail.ts";
import { eachBlock, type Rows } from "./rows.ts";
import { freedom, type SignedNetwork } from "./signed-network.ts";
import { invert } from "./without-neuron.ts";

/** Whether what a network leaves unexplained looks like noise. */
export interface LackOfFit {
  /** F statistic, its degrees of freedom, and P(F is as large) if the residual is independent normal noise. */
  readonly statistic: number;
  readonly freedom: readonly [number, number];
  readonly p: number;
}

/**
 * Score test of a fitted network against functions that no such network has: a constant, ‖z‖, ‖z‖², z, ‖z‖ z, and for every neuron sign(u), u² and
 * u|u|, u = v·z/‖v‖. Biases, offsets, smooth non-linearities and other degrees of homogeneity show here.
 *
 * With J the Jacobian of the fit and Z the functions, both on the rows: the share of ‖e‖² in the span of Z without that of J, against the rest.
 *
 * @cost 2·n·(p+q)² operations
 * @source Rao 1948; for regression: Davidson, MacKinnon 1984
 */
export function lackOfFit(engine: Engine, network: SignedNetwork, rows: Rows): LackOfFit {
  const { inputs: d, signs, neurons, linear, activation } = network;
  const m = signs.length;
  const p = freedom(network);
  const q = 3 + 2 * d + 3 * m;
  const width = p + q + 1;
  const moments = new Float64Array(width * width);
  const lengths = Array.from(signs, (_, k) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (neurons[k * d + j] as number) * (neurons[k * d + j] as number);
    return Math.sqrt(sum) || 1;
  });
  eachBlock(rows, Math.max(16, Math.floor(1_048_576 / width)), (from, count, x) => {
    const all = new Float64Array(count * width);
    for (let i = 0; i < count; i++) {
      const row = x.subarray(i * d, i * d + d);
      const at = i * width;
      let error = rows.y[from + i] as number;
      let square = 0;
      for (const entry of row) square += entry * entry;
      const length = Math.sqrt(square);
      all[at + p] = 1;
      all[at + p + 1] = length;
      all[at + p + 2] = square;
      for (let j = 0; j < d; j++) {
        const entry = row[j] as number;
        all[at + p + 3 + j] = entry;
        all[at + p + 3 + d + j] = length * entry;
        if (linear === undefined) continue;
        all[at + m * d + j] = entry;
        error -= (linear[j] as number) * entry;
      }
      for (let k = 0; k < m; k++) {
        let pre = 0;
        for (let j = 0; j < d; j++) pre += (neurons[k * d + j] as number) * (row[j] as number);
        const slope = pre > 0 ? (signs[k] as number) : activation === "abs" ? -(signs[k] as number) : 0;
        error -= slope * pre;
        if (slope !== 0) for (let j = 0; j < d; j++) all[at + k * d + j] = slope * (row[j] as number);
        const u = pre / (lengths[k] as number);
        all[at + p + 3 + 2 * d + k] = u > 0 ? 1 : -1;
        all[at + p + 3 + 2 * d + m + k] = u * u;
        all[at + p + 3 + 2 * d + 2 * m + k] = u * Math.abs(u);
      }
      all[at + width - 1] = error;
    }
    engine.linear.multiply(all, all, moments, { rows: width, inner: count, columns: width, transposeA: true }, { add: true });
  });
  return tested(engine, moments, rows.y.length, p, q);
}

function tested(engine: Engine, moments: Float64Array, n: number, p: number, q: number): LackOfFit {
  const width = p + q + 1;
  // Sweeps J out of Z and of the residual: S = ZᵀZ − ZᵀJ (JᵀJ)⁻¹ JᵀZ.
  const gram = new Float64Array(p * p);
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) gram[i * p + j] = moments[i * width + j] as number;
  const inverse = p === 0 ? new Float64Array(0) : invert(engine, gram, p, 1e-12);
  const right = new Float64Array(p * (q + 1));
  for (let i = 0; i < p; i++) for (let j = 0; j <= q; j++) right[i * (q + 1) + j] = moments[i * width + p + j] as number;
  const swept = new Float64Array((q + 1) * (q + 1));
  if (p > 0 && inverse !== undefined) {
    const solved = new Float64Array(p * (q + 1));
    engine.linear.multiply(inverse, right, solved, { rows: p, inner: p, columns: q + 1 });
    engine.linear.multiply(right, solved, swept, { rows: q + 1, inner: p, columns: q + 1, transposeA: true });
  }
  for (let i = 0; i <= q; i++) {
    for (let j = 0; j <= q; j++) swept[i * (q + 1) + j] = (moments[(p + i) * width + p + j] as number) - (swept[i * (q + 1) + j] as number);
  }
  const total = swept[(q + 1) * (q + 1) - 1] as number;
  // In units of what each function had before: functions that the network has already, or that repeat, vanish.
  const scale = Float64Array.from({ length: q }, (_, i) => 1 / Math.sqrt(Math.max(moments[(p + i) * width + p + i] as number, 1e-300)));
  const reduced = new Float64Array(q * q);
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) reduced[i * q + j] = (swept[i * (q + 1) + j] as number) * (scale[i] as number) * (scale[j] as number);
  }
  const values = new Float64Array(q);
  const vectors = new Float64Array(q * q);
  engine.linear.eigenSymmetric(reduced, q, values, vectors);
  let explained = 0;
  let kept = 0;
  for (let i = 0; i < q; i++) {
    if (!((values[i] as number) > 1e-8)) continue;
    let dot = 0;
    for (let j = 0; j < q; j++) dot += (vectors[i * q + j] as number) * (swept[j * (q + 1) + q] as number) * (scale[j] as number);
    explained += (dot * dot) / (values[i] as number);
    kept += 1;
  }
  const free = n - p - kept;
  if (kept === 0 || free < 1 || !(total > 0)) return { statistic: 0, freedom: [kept, Math.max(0, free)], p: 1 };
  const statistic = explained / kept / (Math.max(total - explained, 1e-300) / free);
  return { statistic, freedom: [kept, free], p: fTail(engine.math, kept, free, statistic) };
}
