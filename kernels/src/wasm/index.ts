import { assembleEngine } from "../assembly/assemble.ts";
import type { Engine } from "../engine.ts";
import { bindWasm, type WasmOptions } from "./binding.ts";

/** The engine of a compiled module of the kernels; the same in Node and in browsers. */
export function wasmEngine(module: WebAssembly.Module, options: WasmOptions): Engine {
  return assembleEngine(bindWasm(module, options), options.memory);
}

/** The same from the bytes of the module, compiled here and now: for hosts that may block. */
export function wasmEngineOf(bytes: Uint8Array<ArrayBuffer>, options: WasmOptions): Engine {
  return wasmEngine(new WebAssembly.Module(bytes), options);
}

export type { WasmOptions } from "./binding.ts";
