/** First-fit allocation of address ranges, multiples of 64 bytes; neighbours are joined when freed. */
export interface FreeList {
  /** The address of a free range, or undefined. */
  take(bytes: number): number | undefined;
  give(address: number): void;
}

export function createFreeList(from: number, to: number): FreeList {
  const free: { start: number; end: number }[] = [{ start: Math.ceil(from / 64) * 64, end: Math.floor(to / 64) * 64 }];
  const sizes = new Map<number, number>();
  return {
    take(bytes) {
      const size = Math.max(64, Math.ceil(bytes / 64) * 64);
      const index = free.findIndex(({ start, end }) => end - start >= size);
      const range = free[index];
      if (range === undefined) return undefined;
      const address = range.start;
      range.start += size;
      if (range.start === range.end) free.splice(index, 1);
      sizes.set(address, size);
      return address;
    },
    give(address) {
      const size = sizes.get(address);
      if (size === undefined) return;
      sizes.delete(address);
      let index = free.findIndex(({ start }) => start > address);
      if (index < 0) index = free.length;
      const before = free[index - 1];
      const after = free[index];
      const joinsBefore = before !== undefined && before.end === address;
      const joinsAfter = after !== undefined && after.start === address + size;
      if (joinsBefore && joinsAfter) {
        before.end = after.end;
        free.splice(index, 1);
      } else if (joinsBefore) before.end += size;
      else if (joinsAfter) after.start = address;
      else free.splice(index, 0, { start: address, end: address + size });
    },
  };
}
