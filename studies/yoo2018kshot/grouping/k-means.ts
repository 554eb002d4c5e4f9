import { fold, type Key, uniform } from "@overparam/core";
import { type Partition, renumbered } from "./partition.ts";

/** Starts of which the best is kept, and passes of each. */
const restarts = 5;
const passes = 50;

/**
 * k-means on the rows of vectors [neurons, size], seeded by a key: of 5 k-means++ starts the one with the least squared distance.
 *
 * A group that loses its last row is taken out, so that fewer than k groups may come back; equal rows always share a group.
 *
 * @source Lloyd 1982; Arthur, Vassilvitskii 2007
 */
export function kMeans(vectors: Float64Array, neurons: number, k: number, key: Key): Partition {
  const size = vectors.length / neurons;
  const square = (row: number, centre: Float64Array, at: number): number => {
    let sum = 0;
    for (let j = 0; j < size; j++) {
      const gap = (vectors[row * size + j] as number) - (centre[at * size + j] as number);
      sum += gap * gap;
    }
    return sum;
  };
  let best: { readonly cost: number; readonly partition: Uint32Array } | undefined;
  for (let restart = 0; restart < restarts; restart++) {
    const u = new Float64Array(k);
    uniform(fold(key, restart), u);
    const centres = new Float64Array(k * size);
    const nearest = new Float64Array(neurons).fill(Number.POSITIVE_INFINITY);
    for (let c = 0; c < k; c++) {
      const total = c === 0 ? 0 : nearest.reduce((sum, entry) => sum + entry, 0);
      let row = Math.floor((u[c] as number) * neurons);
      if (total > 0) {
        let left = (u[c] as number) * total;
        row = 0;
        while (row < neurons - 1 && left >= (nearest[row] as number)) left -= nearest[row++] as number;
      }
      centres.set(vectors.subarray(row * size, (row + 1) * size), c * size);
      for (let i = 0; i < neurons; i++) nearest[i] = Math.min(nearest[i] as number, square(i, centres, c));
    }
    const partition = new Uint32Array(neurons);
    let cost = 0;
    for (let pass = 0; pass < passes; pass++) {
      let moved = pass === 0;
      cost = 0;
      for (let i = 0; i < neurons; i++) {
        let least = Number.POSITIVE_INFINITY;
        let group = 0;
        for (let c = 0; c < k; c++) {
          const distance = square(i, centres, c);
          if (distance < least) {
            least = distance;
            group = c;
          }
        }
        moved ||= partition[i] !== group;
        partition[i] = group;
        cost += least;
      }
      if (!moved) break;
      const counts = new Float64Array(k);
      const sums = new Float64Array(k * size);
      for (let i = 0; i < neurons; i++) {
        const group = partition[i] as number;
        counts[group] = (counts[group] as number) + 1;
        for (let j = 0; j < size; j++) sums[group * size + j] = (sums[group * size + j] as number) + (vectors[i * size + j] as number);
      }
      // A group without rows keeps its centre; it may win rows back.
      for (let c = 0; c < k; c++) {
        const count = counts[c] as number;
        if (count > 0) for (let j = 0; j < size; j++) centres[c * size + j] = (sums[c * size + j] as number) / count;
      }
    }
    if (best === undefined || cost < best.cost) best = { cost, partition };
  }
  return renumbered((best as { partition: Uint32Array }).partition);
}
