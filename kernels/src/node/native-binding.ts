import type { Binding } from "../assembly/binding.ts";
import { type Entries, entries } from "../assembly/entries.ts";
import type { Backend } from "../engine.ts";

/** What the add-on exports: one object of flat functions per instruction set that this processor has. */
export interface Addon extends Partial<Record<Exclude<Backend, "wasm">, Entries>> {
  misalignment(array: Float64Array): number;
  /** Makes `block` a team and starts its other members; returns what ends them. */
  startTeam(block: Float64Array, members: number): () => void;
}

/** Whether an add-on has every function that this version calls; one of other sources may not. */
export function isComplete(addon: Addon): boolean {
  const { generic } = addon;
  return generic !== undefined && Object.keys(entries).every((name) => typeof generic[name as keyof Entries] === "function");
}

/** A binding over the add-on. Any Float64Array is passed by its address, without a copy; blocks are garbage-collected buffers. */
export function bindNative(addon: Addon, backend: Exclude<Backend, "wasm">, threads = 1): Binding | undefined {
  const call = addon[backend];
  if (call === undefined) return undefined;
  const allocate = (bytes: number): Float64Array | undefined => {
    try {
      const length = Math.ceil(bytes / 8);
      const raw = new Float64Array(length + 8);
      const skip = (64 - addon.misalignment(raw)) % 64;
      return raw.subarray(skip / 8, skip / 8 + length);
    } catch {
      return undefined;
    }
  };
  const block = allocate(64) as Float64Array;
  let stop = (): void => {};
  if (threads > 1) stop = addon.startTeam(block, threads);
  else call.team_open(block, 1);
  return {
    backend,
    call,
    team: { members: call.team_members(block), block },
    allocate,
    release() {},
    close() {
      stop();
      stop = () => {};
    },
  };
}
