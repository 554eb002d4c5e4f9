import { assembleEngine } from "../assembly/assemble.ts";
import type { Engine } from "../engine.ts";
import { bindWasm, type WasmOptions } from "./binding.ts";
import type { Spawn } from "./team.ts";

/** The engine of a compiled module of the kernels; the same in Node and in browsers. */
export function wasmEngine(module: WebAssembly.Module, options: WasmOptions): Engine {
  return assembleEngine(bindWasm(module, options).binding, options.memory);
}

/** Compiles the bytes of a module here and now: for hosts that may block. */
export function compileModule(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  return new WebAssembly.Module(bytes);
}

/** The engine of the module with shared memory, whose long calls `threads` members share; `spawn` starts the others. */
export async function threadedWasmEngine(
  module: WebAssembly.Module,
  { memory, threads }: { memory: number; threads: number },
  spawn: Spawn,
): Promise<Engine> {
  const { binding, hire } = bindWasm(module, { memory, shared: true, threads });
  await hire(spawn);
  return assembleEngine(binding, memory);
}

export type { WasmOptions } from "./binding.ts";
