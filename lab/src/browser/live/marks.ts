import type { Checkpoint } from "@overparam/core";

/** Checkpoints of a run to go back to, in bounded memory: when full, every second one is dropped, the first never. */
export interface Marks {
  readonly iterations: readonly number[];
  add(checkpoint: Checkpoint): void;
  /** The last checkpoint at or before an iteration. */
  before(iteration: number): Checkpoint | undefined;
}

/**
 * Keeps checkpoints within a count and a number of bytes.
 *
 * @param most checkpoints held at once
 * @param bytes upper limit of their arrays together; at least the first and the last are held
 */
export function marks({ most, bytes }: { most: number; bytes: number }): Marks {
  let held: Checkpoint[] = [];
  const full = () => held.length > most || held.reduce((sum, checkpoint) => sum + size(checkpoint), 0) > bytes;
  return {
    get iterations() {
      return held.map((checkpoint) => checkpoint.iteration);
    },
    add(checkpoint) {
      const at = held.findIndex((other) => other.iteration >= checkpoint.iteration);
      if (at === -1) held.push(checkpoint);
      else if (held[at]?.iteration !== checkpoint.iteration) held.splice(at, 0, checkpoint);
      while (held.length > 2 && full()) held = held.filter((_, index) => index % 2 === 0 || index === held.length - 1);
    },
    before(iteration) {
      return held.findLast((checkpoint) => checkpoint.iteration <= iteration);
    },
  };
}

function size(checkpoint: Checkpoint): number {
  return Object.values(checkpoint.tensors).reduce((sum, tensor) => sum + tensor.byteLength, 0);
}
