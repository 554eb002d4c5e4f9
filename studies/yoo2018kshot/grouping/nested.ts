import { type Partition, renumbered, singletons } from "./partition.ts";

/**
 * Nested partitions of the rows of vectors [neurons, size] with each of the wanted numbers of groups: from singletons the two groups of nearest means are merged.
 *
 * @param counts descending
 * @cost neurons³ distances
 */
export function nestedPartitions(vectors: Float64Array, neurons: number, counts: readonly number[]): readonly Partition[] {
  const size = vectors.length / neurons;
  let groups: Group[] = Array.from({ length: neurons }, (_, i) => ({ rows: [i], mean: vectors.slice(i * size, (i + 1) * size) }));
  const out: Partition[] = [];
  for (const count of counts) {
    while (groups.length > count) {
      let best: { a: number; b: number; distance: number } | undefined;
      for (let a = 0; a < groups.length; a++) {
        for (let b = 0; b < a; b++) {
          const [u, v] = [(groups[a] as Group).mean, (groups[b] as Group).mean];
          let distance = 0;
          for (let j = 0; j < size; j++) distance += ((u[j] as number) - (v[j] as number)) * ((u[j] as number) - (v[j] as number));
          if (best === undefined || distance < best.distance) best = { a, b, distance };
        }
      }
      const { a, b } = best as { a: number; b: number };
      const [first, second] = [groups[a] as Group, groups[b] as Group];
      const [wa, wb] = [first.rows.length, second.rows.length];
      const merged: Group = {
        rows: [...first.rows, ...second.rows],
        mean: first.mean.map((entry, j) => (wa * entry + wb * (second.mean[j] as number)) / (wa + wb)),
      };
      groups = [...groups.filter((_, at) => at !== a && at !== b), merged];
    }
    const names = singletons(neurons);
    groups.forEach(({ rows }, group) => rows.forEach((row) => (names[row] = group)));
    out.push(renumbered(names));
  }
  return out;
}

interface Group {
  readonly rows: readonly number[];
  readonly mean: Float64Array;
}
