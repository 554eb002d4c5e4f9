import type { Teacher } from "./teacher.ts";

/** Distances of a recovered network from the teacher, after matching. */
export interface RowErrors {
  /** Largest ‖ŵ_i − w_i‖ over unit rows; 2, the most it can be, where nothing was recovered. */
  readonly largest: number;
  /** Root mean square of them. */
  readonly mean: number;
  /** ‖Â − A‖/‖A‖, columns matched. */
  readonly outputs: number;
}

/** Nothing recovered. */
export const nothing: RowErrors = { largest: 2, mean: 2, outputs: 1 };

/**
 * Matches recovered rows to the teacher's by the assignment of the largest sum of cosines (Hungarian algorithm, Kuhn 1955; Munkres 1957), and measures distances.
 *
 * @param network as many neurons as the teacher has; others count as nothing
 */
export function matchRows(teacher: Teacher, network: { readonly W: Float64Array; readonly A: Float64Array }): RowErrors {
  const { neurons: k, inputs: d, outputs: m } = teacher;
  if (network.W.length !== k * d) return nothing;
  const cost = Array.from({ length: k }, (_, i) =>
    Array.from({ length: k }, (__, j) => {
      let cosine = 0;
      for (let c = 0; c < d; c++) cosine += (teacher.W[i * d + c] as number) * (network.W[j * d + c] as number);
      return -cosine;
    }),
  );
  const partner = assignment(cost);
  let [largest, squares, off, size] = [0, 0, 0, 0];
  partner.forEach((j, i) => {
    let distance = 0;
    for (let c = 0; c < d; c++) {
      const difference = (teacher.W[i * d + c] as number) - (network.W[j * d + c] as number);
      distance += difference * difference;
    }
    largest = Math.max(largest, Math.sqrt(distance));
    squares += distance;
    for (let o = 0; o < m; o++) {
      const [truth, found] = [teacher.A[o * k + i] as number, network.A[o * k + j] as number];
      off += (truth - found) * (truth - found);
      size += truth * truth;
    }
  });
  return { largest, mean: Math.sqrt(squares / k), outputs: Math.sqrt(off / size) };
}

/** The columns of the rows of a square cost matrix in the assignment of least cost; O(k³). */
export function assignment(cost: readonly (readonly number[])[]): readonly number[] {
  const k = cost.length;
  const [u, v] = [new Float64Array(k + 1), new Float64Array(k + 1)];
  const rowOf = new Int32Array(k + 1);
  for (let row = 1; row <= k; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(k + 1).fill(Number.POSITIVE_INFINITY);
    const from = new Int32Array(k + 1);
    const used = new Uint8Array(k + 1);
    do {
      used[column] = 1;
      const current = rowOf[column] as number;
      let [delta, next] = [Number.POSITIVE_INFINITY, 0];
      for (let j = 1; j <= k; j++) {
        if (used[j] === 1) continue;
        const reduced = ((cost[current - 1] as readonly number[])[j - 1] as number) - (u[current] as number) - (v[j] as number);
        if (reduced < (least[j] as number)) {
          least[j] = reduced;
          from[j] = column;
        }
        if ((least[j] as number) < delta) [delta, next] = [least[j] as number, j];
      }
      for (let j = 0; j <= k; j++) {
        if (used[j] === 1) {
          u[rowOf[j] as number] = (u[rowOf[j] as number] as number) + delta;
          v[j] = (v[j] as number) - delta;
        } else {
          least[j] = (least[j] as number) - delta;
        }
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const before = from[column] as number;
      rowOf[column] = rowOf[before] as number;
      column = before;
    }
  }
  const out = new Array<number>(k).fill(0);
  for (let j = 1; j <= k; j++) out[(rowOf[j] as number) - 1] = j - 1;
  return out;
}
