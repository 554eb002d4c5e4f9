import type { Binding } from "../assembly/binding.ts";
import { type Entries, type EntryName, entries } from "../assembly/entries.ts";
import { misuse } from "../misuse.ts";
import { createFreeList } from "./free-list.ts";
import { type Spawn, stackBytes } from "./team.ts";

const page = 65536;

/** How many bytes of WebAssembly memory lie below the heap: stack and constants, generously. */
const reserved = 16 * page;

/** What a module asks of its memory. */
export interface WasmOptions {
  /** Bytes that the engine may use. */
  readonly memory: number;
  /** The module was built with atomics and wants a SharedArrayBuffer. */
  readonly shared: boolean;
  /** Members of the team, 1 by default; more need shared memory, and workers that `hire` starts. */
  readonly threads?: number;
}

/** A binding, and how the other members of its team are started before it is used. */
export interface WasmBinding {
  readonly binding: Binding;
  hire(spawn: Spawn): Promise<void>;
}

/**
 * Instantiates the kernels over a memory created once at its limit, so that it never grows and views into it never detach.
 * Arrays outside that memory are copied in before a call and, where written, out after it.
 */
export function bindWasm(module: WebAssembly.Module, { memory: limit, shared, threads = 1 }: WasmOptions): WasmBinding {
  const pages = Math.ceil((limit + reserved + (threads - 1) * stackBytes) / page);
  if (pages > 65536)
    throw misuse(
      "loadEngine",
      "WebAssembly has at most 4 GiB of memory, 1 MiB of it reserved",
      limit,
      "ask for less, or use a native backend",
    );
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory(shared ? { initial: pages, maximum: pages, shared } : { initial: pages, maximum: pages });
  } catch {
    throw misuse("loadEngine", "this host has not as much memory for WebAssembly", limit, "open the engine with a smaller memory option");
  }
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const heapBase = (exports["__heap_base"] as WebAssembly.Global).value as number;
  const heap = createFreeList(heapBase, memory.buffer.byteLength);
  const buffer = memory.buffer;
  const doubles = new Float64Array(buffer);

  const take = (bytes: number): number => {
    const address = heap.take(bytes);
    if (address === undefined) {
      throw misuse(
        "engine",
        `no room to pass an array of ${bytes} bytes to WebAssembly`,
        undefined,
        "keep large arrays in an arena, or open the engine with a larger memory option",
      );
    }
    return address;
  };

  const wrap = (name: EntryName): ((...values: (number | Float64Array)[]) => number) => {
    const run = exports[name] as (...values: number[]) => number;
    const kinds = entries[name].split(" ");
    if (kinds.every((kind) => kind === "n")) return run as (...values: (number | Float64Array)[]) => number;
    return (...values) => {
      const passed: number[] = [];
      const staged: { address: number; array: Float64Array; kind: string }[] = [];
      try {
        for (let i = 0; i < kinds.length; i++) {
          const value = values[i] as number | Float64Array;
          const kind = kinds[i] as string;
          if (typeof value === "number") passed.push(value);
          else if (value.buffer === buffer) passed.push(value.byteOffset);
          else {
            const address = take(value.byteLength);
            staged.push({ address, array: value, kind });
            if (kind !== "o") doubles.set(value, address / 8);
            passed.push(address);
          }
        }
        const result = run(...passed);
        for (const { address, array, kind } of staged) {
          if (kind !== "i") array.set(doubles.subarray(address / 8, address / 8 + array.length));
        }
        return result;
      } finally {
        for (const { address } of staged) heap.give(address);
      }
    };
  };

  const call = Object.fromEntries((Object.keys(entries) as EntryName[]).map((name) => [name, wrap(name)])) as unknown as Entries;
  const team = { members: threads, block: new Float64Array(buffer, take(64), 8) };
  call.team_open(team.block, threads);
  let dismissals: (() => void)[] = [];

  const binding: Binding = {
    backend: "wasm",
    call,
    team,
    allocate(bytes) {
      const address = heap.take(bytes);
      if (address === undefined) return undefined;
      return new Float64Array(buffer, address, Math.ceil(bytes / 8)).fill(0);
    },
    release: (block) => heap.give(block.byteOffset),
    close() {
      call.team_stop(team.block);
      for (const dismiss of dismissals) dismiss();
      dismissals = [];
    },
  };
  return {
    binding,
    async hire(spawn) {
      const orders = Array.from({ length: threads - 1 }, (_, i) => ({
        module,
        memory,
        stack: take(stackBytes) + stackBytes,
        team: team.block.byteOffset,
        member: i + 1,
      }));
      dismissals = await Promise.all(orders.map(spawn));
    },
  };
}
