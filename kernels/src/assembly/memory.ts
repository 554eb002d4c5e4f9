import type { Arena, EngineMemory } from "../engine.ts";
import { misuse } from "../misuse.ts";
import type { Binding } from "./binding.ts";

/** The engine's memory: every byte that kernels use is asked for here, and refused above the limit before it is taken. */
export interface Memory extends EngineMemory {
  take(where: string, bytes: number): Float64Array;
  give(block: Float64Array): void;
  /** Runs `body` with a scratch block that lives for the call. */
  withScratch<T>(where: string, bytes: number, body: (scratch: Float64Array) => T): T;
}

export function openMemory(binding: Binding, limit: number): Memory {
  let used = 0;
  const sizes = new Map<Float64Array, number>();
  const refuse = (where: string, bytes: number, why: string) =>
    misuse(
      where,
      `${why}: ${tell(bytes)} wanted, ${tell(used)} of ${tell(limit)} in use`,
      undefined,
      "make the problem smaller, close what is not needed, or open the engine with a larger memory option",
    );
  const memory: Memory = {
    limit,
    get used() {
      return used;
    },
    take(where, bytes) {
      if (!(bytes >= 0) || used + bytes > limit) throw refuse(where, bytes, "more memory than the engine's limit");
      const block = binding.allocate(Math.max(64, bytes));
      if (block === undefined) throw refuse(where, bytes, "the engine's memory has no free piece of this size");
      sizes.set(block, bytes);
      used += bytes;
      return block;
    },
    give(block) {
      const bytes = sizes.get(block);
      if (bytes === undefined) return;
      sizes.delete(block);
      used -= bytes;
      binding.release(block);
    },
    withScratch(where, bytes, body) {
      const scratch = memory.take(where, bytes);
      try {
        return body(scratch);
      } finally {
        memory.give(scratch);
      }
    },
  };
  return memory;
}

/** A piece of `memory` from which arrays are cut in order. */
export function openArena(memory: Memory, bytes: number): Arena {
  if (!(Number.isSafeInteger(bytes) && bytes >= 0)) throw misuse("engine.arena", "bytes must be a whole number ≥ 0", bytes);
  let block: Float64Array | undefined = memory.take("engine.arena", bytes);
  let next = 0;
  return {
    bytes,
    float64(length) {
      if (block === undefined) throw misuse("arena.float64", "the arena has been freed", undefined, "open a new one");
      if (!(Number.isSafeInteger(length) && length >= 0)) throw misuse("arena.float64", "length must be a whole number ≥ 0", length);
      if ((next + length) * 8 > bytes) {
        throw misuse(
          "arena.float64",
          `the arena is full: ${tell(length * 8)} wanted, ${tell(bytes - next * 8)} left of ${tell(bytes)}`,
          undefined,
          "ask for a larger arena; each array starts at a multiple of 64 bytes",
        );
      }
      const array = block.subarray(next, next + length);
      next = Math.ceil((next + length) / 8) * 8;
      return array;
    },
    free() {
      if (block !== undefined) memory.give(block);
      block = undefined;
    },
  };
}

function tell(bytes: number): string {
  if (!(bytes >= 1024)) return `${bytes} bytes`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KiB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}
