/**
 * Loads the engine in Node: the C++ add-on where it was built, WebAssembly otherwise.
 *
 * @example
 * import { loadEngine } from "@overparam/kernels/node";
 * const engine = await loadEngine();          // fastest backend of this machine
 * engine.math.exp(1);
 *
 * @module
 */
export { availableBackends } from "./available.ts";
export { loadEngine, type NodeEngineOptions } from "./load.ts";
