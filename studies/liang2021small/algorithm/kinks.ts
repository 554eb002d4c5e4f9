import type { Engine } from "@overparam/core";
import { lossSlopes } from "@overparam/core";
import { type LiangProblem, outputsOf } from "../problem.ts";

/** A row is on the hyperplane of a neuron when |x·w| is below this part of ‖x‖‖w‖. */
const onFace = 1e-11;
const sweeps = 60;

/** The subgradient of least norm of F at θ, and on which hyperplanes the neurons lie. */
export interface LeastSubgradient {
  /** [m·q + m], in θ's layout. */
  readonly slope: Float64Array;
  readonly norm: number;
}

/**
 * The element of least norm of the Clarke subdifferential of F, neuron by neuron.
 *
 * F has a kink where a neuron is orthogonal to a row: there relu' is any t in [0, 1], and the t of least norm say whether the neuron stays on the hyperplane or leaves it, and to
 * which side. Its minima lie on kinks as a rule, where no gradient vanishes but this does.
 *
 * @cost O(n·P·m·q), and a small box-constrained least squares for neurons on hyperplanes
 */
export function leastSubgradient(engine: Engine, problem: LiangProblem, theta: Float64Array): LeastSubgradient {
  const { train, network, lambda, loss } = problem;
  const { students: m, inputs: q } = network;
  const { rows, y, patches } = train;
  const n = y.length;
  const rho = lossSlopes(engine.math, loss, outputsOf(problem, theta, train), y);
  const slope = theta.map((entry) => lambda * entry);
  for (let j = 0; j < m; j++) {
    const a = theta[m * q + j] as number;
    const w = theta.subarray(j * q, (j + 1) * q);
    const size = length(w);
    if (size === 0) continue;
    const own = slope.subarray(j * q, (j + 1) * q);
    const kinks: { readonly row: Float64Array; readonly weight: number }[] = [];
    for (let r = 0; r < n * patches; r++) {
      const row = rows.subarray(r * q, (r + 1) * q);
      let z = 0;
      let square = 0;
      for (let k = 0; k < q; k++) {
        z += (row[k] as number) * (w[k] as number);
        square += (row[k] as number) * (row[k] as number);
      }
      const weight = (rho[Math.floor(r / patches)] as number) / n;
      if (Math.abs(z) <= onFace * size * Math.sqrt(square)) kinks.push({ row, weight: -a * weight });
      else if (z > 0) {
        slope[m * q + j] = (slope[m * q + j] as number) - weight * z;
        for (let k = 0; k < q; k++) own[k] = (own[k] as number) - a * weight * (row[k] as number);
      }
    }
    if (kinks.length > 0) shorten(own, kinks);
  }
  return { slope, norm: length(slope) };
}

/** own ← own + Σ t_k weight_k row_k with the t in [0, 1] that make it shortest, by coordinate descent. */
function shorten(own: Float64Array, kinks: readonly { readonly row: Float64Array; readonly weight: number }[]): void {
  const t = new Float64Array(kinks.length);
  for (let round = 0; round < sweeps; round++) {
    let moved = 0;
    kinks.forEach(({ row, weight }, at) => {
      let along = 0;
      let square = 0;
      for (let k = 0; k < own.length; k++) {
        along += weight * (row[k] as number) * (own[k] as number);
        square += weight * weight * (row[k] as number) * (row[k] as number);
      }
      if (square === 0) return;
      const before = t[at] as number;
      const next = Math.min(1, Math.max(0, before - along / square));
      if (next === before) return;
      t[at] = next;
      moved = Math.max(moved, Math.abs(next - before));
      for (let k = 0; k < own.length; k++) own[k] = (own[k] as number) + (next - before) * weight * (row[k] as number);
    });
    if (moved < 1e-15) return;
  }
}

/**
 * θ − step · slope, except that a neuron that would cross hyperplanes stops on the first of them: whether it stays is for the next subgradient.
 */
export function stepToKinks(problem: LiangProblem, theta: Float64Array, slope: Float64Array, step: number): Float64Array {
  const { train, network } = problem;
  const { students: m, inputs: q } = network;
  const { rows } = train;
  const next = theta.map((entry, k) => entry - step * (slope[k] as number));
  for (let j = 0; j < m; j++) {
    const [w, v] = [theta.subarray(j * q, (j + 1) * q), next.subarray(j * q, (j + 1) * q)];
    const size = length(w);
    if (size === 0) continue;
    let first = 1;
    let hit = -1;
    for (let at = 0; at < rows.length; at += q) {
      let before = 0;
      let after = 0;
      let square = 0;
      for (let k = 0; k < q; k++) {
        const x = rows[at + k] as number;
        before += x * (w[k] as number);
        after += x * (v[k] as number);
        square += x * x;
      }
      if (!(before * after < 0) || Math.abs(before) <= onFace * size * Math.sqrt(square)) continue;
      const part = before / (before - after);
      if (part < first) [first, hit] = [part, at];
    }
    if (hit < 0) continue;
    for (let k = 0; k < q; k++) v[k] = (w[k] as number) + first * ((v[k] as number) - (w[k] as number));
    land(v, rows.subarray(hit, hit + q));
    next[m * q + j] = (theta[m * q + j] as number) + first * ((next[m * q + j] as number) - (theta[m * q + j] as number));
  }
  return next;
}

/** Takes what is left of x·v out of v, twice. */
function land(v: Float64Array, x: Float64Array): void {
  let square = 0;
  for (const entry of x) square += entry * entry;
  for (let pass = 0; pass < 2; pass++) {
    let along = 0;
    for (let k = 0; k < v.length; k++) along += (x[k] as number) * (v[k] as number);
    for (let k = 0; k < v.length; k++) v[k] = (v[k] as number) - (along / square) * (x[k] as number);
  }
}

function length(x: Float64Array): number {
  let square = 0;
  for (const entry of x) square += entry * entry;
  return Math.sqrt(square);
}
