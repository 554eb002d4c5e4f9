import type { Rows } from "../network/classifier.ts";
import { groupCount, type Partition } from "./partition.ts";

/**
 * Puts the mean over its group in place of every neuron's gradient, in place: g ← M g, M the orthogonal projection onto what is equal inside groups.
 *
 * One mean is stored and written to all members, so that they move by the same bits. Layers without a partition (the head) stay.
 *
 * @param layers rows of the layers in g
 * @param partitions of the first layers, in order
 */
export function shareGradient(gradient: Float64Array, layers: readonly Rows[], partitions: readonly Partition[]): void {
  partitions.forEach((partition, l) => {
    const { neurons, fanIn, offset } = layers[l] as Rows;
    const count = groupCount(partition);
    if (count === neurons) return;
    const sums = new Float64Array(count * fanIn);
    const sizes = new Float64Array(count);
    for (let i = 0; i < neurons; i++) {
      const group = partition[i] as number;
      sizes[group] = (sizes[group] as number) + 1;
      for (let k = 0; k < fanIn; k++)
        sums[group * fanIn + k] = (sums[group * fanIn + k] as number) + (gradient[offset + i * fanIn + k] as number);
    }
    for (let i = 0; i < neurons; i++) {
      const group = partition[i] as number;
      for (let k = 0; k < fanIn; k++) gradient[offset + i * fanIn + k] = (sums[group * fanIn + k] as number) / (sizes[group] as number);
    }
  });
}
