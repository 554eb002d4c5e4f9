/** Which group every neuron of a layer is in: numbers 0 … c − 1 without a gap. */
export type Partition = Uint32Array;

/** The number of groups. */
export function groupCount(partition: Partition): number {
  return partition.reduce((most, group) => Math.max(most, group + 1), 0);
}

/** Every neuron by itself. */
export function singletons(neurons: number): Partition {
  return Uint32Array.from({ length: neurons }, (_, i) => i);
}

/** The same groups, numbered by their first neuron, so that none is empty. */
export function renumbered(partition: ArrayLike<number>): Partition {
  const names = new Map<number, number>();
  return Uint32Array.from({ length: partition.length }, (_, i) => {
    const group = partition[i] as number;
    const known = names.get(group);
    if (known !== undefined) return known;
    names.set(group, names.size);
    return names.size - 1;
  });
}
