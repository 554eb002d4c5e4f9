import type { Backend } from "../engine.ts";
import type { Entries } from "./entries.ts";

/** What a host provides: the flat functions, and memory that they reach without a copy. Everything else is shared. */
export interface Binding {
  readonly backend: Backend;
  readonly call: Entries;
  /** A zeroed block of at least `bytes` bytes, 64-byte aligned; undefined if the host has no more. */
  allocate(bytes: number): Float64Array | undefined;
  release(block: Float64Array): void;
}
