/**
 * Loads the engine in a browser, in a page or a worker: WebAssembly, unthreaded, so that any static host serves it.
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
import { wasmEngine } from "../wasm/index.ts";

/** Options that only a browser has. */
export interface BrowserEngineOptions extends EngineOptions {
  /** Where the module is, or its bytes; by default the file of this package. */
  readonly url?: string | URL | ArrayBuffer | Uint8Array<ArrayBuffer>;
}

/**
 * Fetches, compiles and checks the WebAssembly kernels. About 100 KB and a few milliseconds.
 *
 * @throws Misuse for a native backend, or when the module cannot be fetched
 */
export async function loadEngine(options: BrowserEngineOptions = {}): Promise<Engine> {
  const { backend, memory } = checkOptions(options);
  if (backend !== "auto" && backend !== "wasm") throw misuse("loadEngine", "a browser runs backend wasm only", backend);
  const source = options.url ?? new URL("../../build/wasm/overparam.wasm", import.meta.url);
  const module =
    source instanceof ArrayBuffer || source instanceof Uint8Array ? await WebAssembly.compile(source) : await fetchModule(source);
  const engine = wasmEngine(module, { memory: memory("wasm"), shared: false });
  const wrong = selfTest(engine);
  if (wrong !== undefined) throw new Error(`loadEngine: the self-test of WebAssembly failed: ${wrong}`);
  return engine;
}

/** Not `compileStreaming`: it refuses hosts that serve the wrong media type, as plain static hosts do. */
async function fetchModule(url: string | URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok)
    throw misuse("loadEngine", `the WebAssembly kernels must be served at ${url}`, response.status, "build them with `npm run build`");
  return WebAssembly.compile(await response.arrayBuffer());
}
