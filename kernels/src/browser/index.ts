/**
 * Loads the engine in a browser, in a page or a worker: WebAssembly, unthreaded unless asked, so that any static host serves it.
 * Threads are there in a worker of a page isolated from other origins; elsewhere `threads` counts as 1, and no number changes.
 *
 * @example
 * import { loadEngine } from "@overparam/kernels/browser";
 * const engine = await loadEngine();                 // bundlers copy the module beside the script
 * const other = await loadEngine({ url: "/overparam.wasm" });
 *
 * @module
 */
import { checkOptions } from "../assembly/options.ts";
import { selfTest } from "../assembly/self-test.ts";
import type { Engine, EngineOptions } from "../engine.ts";
import { misuse } from "../misuse.ts";
import { threadedWasmEngine, wasmEngine } from "../wasm/index.ts";
import { canThread, spawnWorker } from "./spawn.ts";

/** Options that only a browser has. */
export interface BrowserEngineOptions extends EngineOptions {
  /** Where the module is, or its bytes; by default the file of this package. */
  readonly url?: string | URL | ArrayBuffer | Uint8Array<ArrayBuffer>;
  /** The same for the build with shared memory, which more than one thread takes. */
  readonly threadedUrl?: string | URL | ArrayBuffer | Uint8Array<ArrayBuffer>;
}

/**
 * Fetches, compiles and checks the WebAssembly kernels. About 100 KB and a few milliseconds.
 *
 * @throws Misuse for a native backend, or when the module cannot be fetched
 */
export async function loadEngine(options: BrowserEngineOptions = {}): Promise<Engine> {
  const { backend, threads, memory } = checkOptions(options, canThread() ? navigator.hardwareConcurrency : 1);
  if (backend !== "auto" && backend !== "wasm") throw misuse("loadEngine", "a browser runs backend wasm only", backend);
  const size = memory("wasm");
  let engine: Engine;
  if (threads > 1) {
    const module = await compile(options.threadedUrl ?? new URL("../../build/wasm/overparam-threads.wasm", import.meta.url));
    engine = await threadedWasmEngine(module, { memory: size, threads }, spawnWorker);
  } else {
    const module = await compile(options.url ?? new URL("../../build/wasm/overparam.wasm", import.meta.url));
    engine = wasmEngine(module, { memory: size, shared: false });
  }
  const wrong = selfTest(engine);
  if (wrong !== undefined) throw new Error(`loadEngine: the self-test of WebAssembly failed: ${wrong}`);
  return engine;
}

function compile(source: string | URL | ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  return source instanceof ArrayBuffer || source instanceof Uint8Array ? WebAssembly.compile(source) : fetchModule(source);
}

/** Not `compileStreaming`: it refuses hosts that serve the wrong media type, as plain static hosts do. */
async function fetchModule(url: string | URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok)
    throw misuse("loadEngine", `the WebAssembly kernels must be served at ${url}`, response.status, "build them with `npm run build`");
  return WebAssembly.compile(await response.arrayBuffer());
}
