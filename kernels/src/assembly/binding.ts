import type { Backend } from "../engine.ts";
import type { Entries } from "./entries.ts";

/** What a host provides: the flat functions, and memory that they reach without a copy. Everything else is shared. */
export interface Binding {
  readonly backend: Backend;
  readonly call: Entries;
  /** The threads inside a call, the caller among them, and the block in which they meet (cpp/team/team.hpp). */
  readonly team: { readonly members: number; readonly block: Float64Array };
  /** A zeroed block of at least `bytes` bytes, 64-byte aligned; undefined if the host has no more. */
  allocate(bytes: number): Float64Array | undefined;
  release(block: Float64Array): void;
  /** Ends the team's threads; called once the engine's problems are closed. */
  close(): void;
}
