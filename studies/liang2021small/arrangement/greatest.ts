import { type Engine, misuse } from "@overparam/core";
import { inside, sweep } from "./sweep.ts";

/** The exact maximum of |g| over the unit sphere, and what it took. */
export interface Greatest {
  /** max |g|. */
  readonly value: number;
  /** The sign of g there. */
  readonly sign: 1 | -1;
  /** Unit vector, [d]. */
  readonly at: Float64Array;
  /** Cells of the arrangement, each counted once. */
  readonly cells: number;
  /** Faces that were looked at, cells and their edges and vertices, with repetitions: what the work is proportional to. */
  readonly visited: number;
  /** Dimension of the span of the rows. */
  readonly rank: number;
}

/** A singular value below this part of the largest one is 0 up to rounding. */
const dependent = 1e-12;

/** Dimensions of the span in which the arrangement is enumerated. */
export const largestRank = 3;

/**
 * max over unit u of |g(u)|, g(u) = Σ_k c_k relu(u·x_k), by enumeration of the arrangement of the hyperplanes x_k·u = 0.
 *
 * On a cell with active rows D, g(u) = u·z_D with z_D = Σ_{k∈D} c_k x_k: its extremes over the closed cell are at ± z_D/‖z_D‖ where these lie inside, or on a face, where
 * the same holds for the projection of z_D. In the plane the arcs between neighbouring lines are walked once; in space every plane x_i·u = 0 is such a circle, and its
 * arcs border the cells on both sides.
 *
 * @param x [n,d] row-major, its rows spanning at most three dimensions
 * @param c [n]
 * @cost rank 2: O(n log n); rank 3: O(n² log n)
 * @throws Misuse for a span of more dimensions
 */
export function greatest(engine: Engine, x: Float64Array, c: Float64Array, d: number): Greatest {
  const basis = spanOf(engine, x, d);
  const rank = basis.length / d;
  if (rank > largestRank) {
    throw misuse(
      "arrangement",
      `the inputs must span at most ${largestRank} dimensions`,
      rank,
      "project them (principal), or take the certificate that is searched",
    );
  }
  const n = c.length;
  const rows = new Float64Array(n * rank);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < rank; i++) {
      let sum = 0;
      for (let l = 0; l < d; l++) sum += (x[k * d + l] as number) * (basis[i * d + l] as number);
      rows[k * rank + i] = sum;
    }
  }
  const found = rank <= 1 ? onLine(rows, c) : rank === 2 ? inPlane(rows, c) : inSpace(rows, c);
  const at = new Float64Array(d);
  for (let i = 0; i < rank; i++) {
    for (let l = 0; l < d; l++) at[l] = (at[l] as number) + (found.at[i] as number) * (basis[i * d + l] as number);
  }
  if (rank === 0) at[0] = 1;
  return { value: Math.abs(found.g), sign: found.g < 0 ? -1 : 1, at, cells: found.cells, visited: found.visited, rank };
}

interface Found {
  readonly g: number;
  readonly at: readonly number[];
  readonly cells: number;
  readonly visited: number;
}

/** Orthonormal rows that span the rows of x, [rank,d]: right singular vectors whose singular value is above the largest one's rounding. */
export function spanOf({ linear }: Engine, x: Float64Array, d: number): Float64Array {
  const n = x.length / d;
  const k = Math.min(n, d);
  const values = new Float64Array(k);
  const right = new Float64Array(k * d);
  linear.singular(x, n, d, values, { left: new Float64Array(k * n), right });
  const rank = values.filter((value) => value > dependent * (values[0] as number)).length;
  return right.slice(0, rank * d);
}

function onLine(rows: Float64Array, c: Float64Array): Found {
  let [up, down] = [0, 0];
  rows.forEach((z, k) => {
    if (z > 0) up += z * (c[k] as number);
    else down -= z * (c[k] as number);
  });
  return Math.abs(up) >= Math.abs(down) ? { g: up, at: [1], cells: 2, visited: 2 } : { g: down, at: [-1], cells: 2, visited: 2 };
}

function inPlane(rows: Float64Array, c: Float64Array): Found {
  const lengths = Float64Array.from(c, (_, k) => norm(rows.subarray(2 * k, 2 * k + 2)));
  let [zx, zy] = [0, 0];
  let best = 0;
  let at: readonly number[] = [1, 0];
  const consider = (g: number, u: readonly number[]): void => {
    if (Math.abs(g) > Math.abs(best)) [best, at] = [g, u];
  };
  const arcs = sweep(rows, lengths, {
    flip(k, enters) {
      const weight = (enters ? 1 : -1) * (c[k] as number);
      zx += weight * (rows[2 * k] as number);
      zy += weight * (rows[2 * k + 1] as number);
    },
    arc(from, to) {
      consider(zx * to[0] + zy * to[1], to);
      const length = Math.sqrt(zx * zx + zy * zy);
      if (length > 0 && inside([zx, zy], from, to)) consider(length, [zx / length, zy / length]);
      if (length > 0 && inside([-zx, -zy], from, to)) consider(-length, [-zx / length, -zy / length]);
    },
  });
  return { g: valueAt(rows, c, at), at, cells: arcs, visited: 2 * arcs };
}

function inSpace(rows: Float64Array, c: Float64Array): Found {
  const n = c.length;
  const lengths = Float64Array.from(c, (_, k) => norm(rows.subarray(3 * k, 3 * k + 3)));
  const tags = tagsOf(n);
  const seen = new Set<number>();
  let best = 0;
  let at: readonly number[] = [1, 0, 0];
  let visited = 0;
  const consider = (u: readonly number[]): void => {
    const g = valueAt(rows, c, u);
    if (Math.abs(g) > Math.abs(best)) [best, at] = [g, u];
  };
  const planar = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    if (!((lengths[i] as number) > 0)) continue;
    const normal = [0, 1, 2].map((k) => (rows[3 * i + k] as number) / (lengths[i] as number)) as [number, number, number];
    const [e, f] = frameOf(normal);
    // Rows along the normal flip together with row i: active on its side, or on the other.
    const along: { readonly k: number; readonly side: boolean }[] = [];
    let repeated = false;
    for (let k = 0; k < n; k++) {
      const row = rows.subarray(3 * k, 3 * k + 3);
      planar[2 * k] = dot3(row, e);
      planar[2 * k + 1] = dot3(row, f);
      const flat = Math.sqrt(
        (planar[2 * k] as number) * (planar[2 * k] as number) + (planar[2 * k + 1] as number) * (planar[2 * k + 1] as number),
      );
      if (flat > 1e-12 * (lengths[k] as number) || lengths[k] === 0) continue;
      if (k < i) repeated = true;
      along.push({ k, side: dot3(row, normal) > 0 });
    }
    if (repeated) continue;
    const z = [0, 0, 0] as [number, number, number];
    let [high, low] = [0, 0];
    const change = (k: number, sign: number): void => {
      for (let l = 0; l < 3; l++) z[l] = (z[l] as number) + sign * (c[k] as number) * (rows[3 * k + l] as number);
      high ^= tags[2 * k] as number;
      low ^= tags[2 * k + 1] as number;
    };
    sweep(planar, lengths, {
      flip: (k, enters) => change(k, enters ? 1 : -1),
      arc(from, to) {
        visited += 4;
        const lift = ([a, b]: readonly [number, number]): readonly number[] =>
          [0, 1, 2].map((l) => a * (e[l] as number) + b * (f[l] as number));
        // The vertex and the edge: g is known there without a sum over all rows.
        const vertex = lift(to);
        if (Math.abs(dot3(z, vertex)) > Math.abs(best)) consider(vertex);
        const flat: [number, number] = [dot3(z, e), dot3(z, f)];
        const length = Math.sqrt(flat[0] * flat[0] + flat[1] * flat[1]);
        if (length > Math.abs(best)) {
          for (const sign of [1, -1]) {
            const v: [number, number] = [sign * flat[0], sign * flat[1]];
            if (inside(v, from, to)) consider(lift([v[0] / length, v[1] / length]));
          }
        }
        for (const side of [true, false]) {
          const own = along.filter((entry) => entry.side === side);
          for (const { k } of own) change(k, 1);
          const tag = (high >>> 0) * 0x200000 + (low & 0x1fffff);
          if (!seen.has(tag)) {
            seen.add(tag);
            const size = Math.sqrt(dot3(z, z));
            // A cell can only win by its own z; a value from outside the cell is a value of g all the same.
            if (size > Math.abs(best)) for (const sign of [1, -1]) consider(z.map((entry) => (sign * entry) / size));
          }
          for (const { k } of own) {
            for (let l = 0; l < 3; l++) z[l] = (z[l] as number) - (c[k] as number) * (rows[3 * k + l] as number);
            high ^= tags[2 * k] as number;
            low ^= tags[2 * k + 1] as number;
          }
        }
      },
    });
  }
  return { g: best, at, cells: seen.size, visited };
}

/** g(u) by its definition. */
function valueAt(rows: Float64Array, c: Float64Array, u: readonly number[]): number {
  const d = u.length;
  let sum = 0;
  for (let k = 0; k < c.length; k++) {
    let z = 0;
    for (let i = 0; i < d; i++) z += (rows[k * d + i] as number) * (u[i] as number);
    if (z > 0) sum += (c[k] as number) * z;
  }
  return sum;
}

/** Two fixed 32-bit words for every row: the exclusive or of those of the active rows tells cells apart (Zobrist 1970). */
function tagsOf(n: number): Int32Array {
  const out = new Int32Array(2 * n);
  let state = 0x9e3779b9 | 0;
  for (let i = 0; i < out.length; i++) {
    // A Weyl sequence through two rounds of multiply and shift.
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    out[i] = t ^ (t >>> 14);
  }
  return out;
}

/** Two unit vectors that make a right-handed frame with the normal. */
function frameOf([a, b, c]: readonly [number, number, number]): readonly [readonly number[], readonly number[]] {
  const axis = Math.abs(a) <= Math.abs(b) && Math.abs(a) <= Math.abs(c) ? [1, 0, 0] : Math.abs(b) <= Math.abs(c) ? [0, 1, 0] : [0, 0, 1];
  const along = dot3(axis, [a, b, c]);
  const raw = [0, 1, 2].map((k) => (axis[k] as number) - along * ([a, b, c][k] as number));
  const length = Math.sqrt(dot3(raw, raw));
  const e = raw.map((entry) => entry / length);
  const [x = 0, y = 0, z = 0] = e;
  return [e, [b * z - c * y, c * x - a * z, a * y - b * x]];
}

function dot3(u: ArrayLike<number>, v: ArrayLike<number>): number {
  return (u[0] as number) * (v[0] as number) + (u[1] as number) * (v[1] as number) + (u[2] as number) * (v[2] as number);
}

function norm(v: Float64Array): number {
  let square = 0;
  for (const entry of v) square += entry * entry;
  return Math.sqrt(square);
}

/** Number of cells that n central hyperplanes in general position cut R^q into: 2 Σ_{k<q} C(n−1, k). */
export function cellCount(n: number, q: number): number {
  let sum = 0;
  let binomial = 1;
  for (let k = 0; k < q; k++) {
    sum += binomial;
    binomial = (binomial * (n - 1 - k)) / (k + 1);
  }
  return 2 * sum;
}
