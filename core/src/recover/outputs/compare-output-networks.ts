import type { Engine } from "@overparam/kernels";
import type { ComparedNeuron, Comparison } from "../compare-networks.ts";
import { foldedAngle } from "../../observe/folded-angle.ts";
import { norm } from "../merge-neurons.ts";

/** f(x) = A relu(W x): W [r,d] and A [m,r], row-major. */
export interface PlainOutputNetwork {
  readonly W: Float64Array;
  readonly A: Float64Array;
}

/**
 * Compares networks of several outputs up to permutation and scale: by the matrices A_k w_kᵀ of neurons whose w_k are on one side.
 *
 * Pairs are chosen nearest first; zero neurons are left out. Norms are ‖A_k‖ ‖w_k‖, errors ‖A_k w_kᵀ − A*_k w*_kᵀ‖ by the teacher's norm.
 *
 * @param basis orthonormal rows of the span in which weights are known: the teacher's neurons are compared by their parts in it
 * @cost O(r²·(d + m))
 */
export function compareOutputNetworks(
  engine: Engine,
  inputs: number,
  teacher: PlainOutputNetwork,
  found: PlainOutputNetwork,
  basis?: Float64Array,
): Comparison {
  const theirs = neuronsOf(basis === undefined ? teacher : { ...teacher, W: within(teacher.W, basis, inputs) }, inputs);
  const ours = neuronsOf(found, inputs);
  const pairs = theirs
    .flatMap((t) => ours.map((f) => ({ t, f, gap: gapOf(t, f) })))
    .filter(({ t, f }) => dot(t.w, f.w) > 0)
    .sort((one, other) => one.gap - other.gap || one.t.index - other.t.index || one.f.index - other.f.index);
  const partners = new Map<number, { readonly f: OneNeuron; readonly gap: number }>();
  const taken = new Set<number>();
  for (const { t, f, gap } of pairs) {
    if (partners.has(t.index) || taken.has(f.index)) continue;
    partners.set(t.index, { f, gap });
    taken.add(f.index);
  }
  const lone = { angle: Number.NaN, error: 1 };
  let squares = 0;
  const neurons: ComparedNeuron[] = theirs.map((t) => {
    const partner = partners.get(t.index);
    const gap = partner?.gap ?? t.size;
    squares += gap * gap;
    if (partner === undefined) return { teacher: t.index, found: undefined, norm: 0, teacherNorm: t.size, ...lone };
    const { f } = partner;
    const { angle } = foldedAngle(engine.math, t.w, 0, f.w, 0, inputs);
    return { teacher: t.index, found: f.index, angle, norm: f.size, teacherNorm: t.size, error: gap / t.size };
  });
  for (const f of ours.filter(({ index }) => !taken.has(index))) {
    squares += f.size * f.size;
    neurons.push({ teacher: undefined, found: f.index, norm: f.size, teacherNorm: 0, ...lone });
  }
  return { neurons, worst: Math.max(0, ...neurons.map(({ error }) => error)), total: Math.sqrt(squares) };
}

interface OneNeuron {
  readonly index: number;
  readonly w: Float64Array;
  /** Column of A. */
  readonly column: Float64Array;
  readonly size: number;
}

function neuronsOf({ W, A }: PlainOutputNetwork, d: number): OneNeuron[] {
  const r = W.length / d;
  return Array.from({ length: r }, (_, index) => {
    const w = W.slice(index * d, index * d + d);
    const column = Float64Array.from({ length: A.length / r }, (_entry, o) => A[o * r + index] as number);
    return { index, w, column, size: norm(w, 0, d) * norm(column, 0, column.length) };
  }).filter(({ size }) => size > 0);
}

/** ‖A_t w_tᵀ − A_f w_fᵀ‖, entry by entry, so that nothing cancels. */
function gapOf(t: OneNeuron, f: OneNeuron): number {
  let squares = 0;
  t.column.forEach((alpha, o) => {
    t.w.forEach((entry, j) => {
      const gap = alpha * entry - (f.column[o] as number) * (f.w[j] as number);
      squares += gap * gap;
    });
  });
  return Math.sqrt(squares);
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, entry, j) => sum + entry * (y[j] as number), 0);
}

/** Rows projected onto the span of the basis. */
function within(W: Float64Array, basis: Float64Array, d: number): Float64Array {
  const out = new Float64Array(W.length);
  for (let row = 0; row < W.length; row += d) {
    const w = W.subarray(row, row + d);
    for (let at = 0; at < basis.length; at += d) {
      const unit = basis.subarray(at, at + d);
      const part = dot(w, unit);
      for (let j = 0; j < d; j++) out[row + j] = (out[row + j] as number) + part * (unit[j] as number);
    }
  }
  return out;
}
