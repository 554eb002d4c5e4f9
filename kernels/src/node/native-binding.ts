import type { Binding } from "../assembly/binding.ts";
import { type Entries, entries } from "../assembly/entries.ts";
import type { Backend } from "../engine.ts";

/** What the add-on exports: one object of flat functions per instruction set that this processor has. */
export interface Addon extends Partial<Record<Exclude<Backend, "wasm">, Entries>> {
  misalignment(array: Float64Array): number;
}

/** Whether an add-on has every function that this version calls; one of other sources may not. */
export function isComplete(addon: Addon): boolean {
  const { generic } = addon;
  return generic !== undefined && Object.keys(entries).every((name) => typeof generic[name as keyof Entries] === "function");
}

/** A binding over the add-on. Any Float64Array is passed by its address, without a copy; blocks are garbage-collected buffers. */
export function bindNative(addon: Addon, backend: Exclude<Backend, "wasm">): Binding | undefined {
  const call = addon[backend];
  if (call === undefined) return undefined;
  return {
    backend,
    call,
    allocate(bytes) {
      try {
        const length = Math.ceil(bytes / 8);
        const raw = new Float64Array(length + 8);
        const skip = (64 - addon.misalignment(raw)) % 64;
        return raw.subarray(skip / 8, skip / 8 + length);
      } catch {
        return undefined;
      }
    },
    release() {},
  };
}
