import { type Activation, type Engine, misuse } from "@overparam/kernels";
import { foldedAngle } from "../observe/folded-angle.ts";
import { norm } from "./merge-neurons.ts";

/** A neuron of the teacher and the one that was found for it. */
export interface ComparedNeuron {
  /** Indices; undefined where one side has none left. */
  readonly teacher: number | undefined;
  readonly found: number | undefined;
  /** Angle in radians: folded for |x|. NaN without a partner. */
  readonly angle: number;
  /** |a_k| ‖w_k‖ of the found one and of the teacher's. */
  readonly norm: number;
  readonly teacherNorm: number;
  /** ‖a w − a* w*‖ / (|a*| ‖w*‖), the sides of |x| turned to each other; 1 without a partner or with an output weight of the other sign. */
  readonly error: number;
}

/** A found network beside the teacher's. */
export interface Comparison {
  readonly neurons: readonly ComparedNeuron[];
  /** Largest relative error of a neuron, and √ of the sum of squared absolute ones. */
  readonly worst: number;
  readonly total: number;
}

/** Two networks f(x) = Σ_k a_k σ(w_k · x): W [r,d] row-major, a [r]. */
export interface PlainNetwork {
  readonly W: Float64Array;
  readonly a: Float64Array;
}

/**
 * Compares networks up to permutation and scale, and for |x| up to the sign of w_k: by the vectors a_k w_k and the signs of a_k.
 *
 * Pairs are chosen nearest first among those of equal sign of a; zero neurons are left out.
 *
 * @param basis orthonormal rows of the span in which weights are known: the teacher's neurons are compared by their parts in it
 * @cost O(r²·d)
 */
export function compareNetworks(
  engine: Engine,
  activation: Activation,
  inputs: number,
  teacher: PlainNetwork,
  found: PlainNetwork,
  basis?: Float64Array,
): Comparison {
  const d = inputs;
  const ours = folded(found, d);
  const theirs = folded(basis === undefined ? teacher : { ...teacher, W: within(engine, basis, teacher.W, d) }, d);
  const pairs = theirs.flatMap((t) =>
    ours.flatMap((f) => (t.sign === f.sign ? [{ t, f, gap: gapOf(activation, t.vector, f.vector) }] : [])),
  );
  pairs.sort((a, b) => a.gap - b.gap || a.t.index - b.t.index || a.f.index - b.f.index);
  const takenTeachers = new Map<number, ComparedNeuron>();
  const takenFound = new Set<number>();
  let squares = 0;
  for (const { t, f, gap } of pairs) {
    if (takenTeachers.has(t.index) || takenFound.has(f.index)) continue;
    takenFound.add(f.index);
    const line = foldedAngle(engine.math, t.vector, 0, f.vector, 0, d);
    const angle = activation === "abs" || line.sign > 0 ? line.angle : Math.PI - line.angle;
    const [size, teacherSize] = [norm(f.vector, 0, d), norm(t.vector, 0, d)];
    squares += gap * gap;
    takenTeachers.set(t.index, { teacher: t.index, found: f.index, angle, norm: size, teacherNorm: teacherSize, error: gap / teacherSize });
  }
  const lone = { angle: Number.NaN, error: 1 };
  const neurons: ComparedNeuron[] = theirs.map((t) => {
    const pair = takenTeachers.get(t.index);
    if (pair !== undefined) return pair;
    const size = norm(t.vector, 0, d);
    squares += size * size;
    return { teacher: t.index, found: undefined, norm: 0, teacherNorm: size, ...lone };
  });
  for (const f of ours) {
    if (takenFound.has(f.index)) continue;
    const size = norm(f.vector, 0, d);
    squares += size * size;
    neurons.push({ teacher: undefined, found: f.index, norm: size, teacherNorm: 0, ...lone });
  }
  return { neurons, worst: Math.max(0, ...neurons.map(({ error }) => error)), total: Math.sqrt(squares) };
}

interface Folded {
  readonly index: number;
  readonly sign: number;
  /** |a_k| w_k. */
  readonly vector: Float64Array;
}

function folded({ W, a }: PlainNetwork, d: number): Folded[] {
  if (W.length !== a.length * d) throw misuse("compareNetworks", `W must hold ${a.length} rows of ${d} numbers`, W);
  return Array.from(a, (weight, index) => ({
    index,
    sign: weight < 0 ? -1 : 1,
    vector: W.slice(index * d, index * d + d).map((entry) => Math.abs(weight) * entry),
  })).filter(({ vector }) => vector.some((entry) => entry !== 0));
}

/** Rows projected onto the span of the basis. */
function within(engine: Engine, basis: Float64Array, W: Float64Array, d: number): Float64Array {
  const rank = basis.length / d;
  const rows = W.length / d;
  const parts = new Float64Array(rows * rank);
  const out = new Float64Array(W.length);
  engine.linear.multiply(W, basis, parts, { rows, inner: d, columns: rank, transposeB: true });
  engine.linear.multiply(parts, basis, out, { rows, inner: rank, columns: d });
  return out;
}

function gapOf(activation: Activation, u: Float64Array, v: Float64Array): number {
  let minus = 0;
  let plus = 0;
  for (let j = 0; j < u.length; j++) {
    const [a, b] = [u[j] as number, v[j] as number];
    minus += (a - b) * (a - b);
    plus += (a + b) * (a + b);
  }
  return Math.sqrt(activation === "abs" ? Math.min(minus, plus) : minus);
}
