import { availableParallelism } from "node:os";
import { assembleEngine } from "../assembly/assemble.ts";
import { checkOptions } from "../assembly/options.ts";
import { selfTest } from "../assembly/self-test.ts";
import { type Backend, backends, type Engine, type EngineOptions } from "../engine.ts";
import { misuse } from "../misuse.ts";
import { compileModule, threadedWasmEngine, wasmEngine } from "../wasm/index.ts";
import { openAddon, readModule } from "./builds.ts";
import { bindNative } from "./native-binding.ts";
import { spawnWorker } from "./spawn.ts";

/** Options that only Node has. */
export interface NodeEngineOptions extends EngineOptions {
  /** Path of another build of the add-on, to compare compilers. */
  readonly addon?: string;
  /** Takes the WebAssembly build with shared memory and atomics; its numbers are the same. */
  readonly shared?: boolean;
  /** Told, in one sentence, when `auto` had to fall back to WebAssembly. */
  readonly onNotice?: (sentence: string) => void;
}

/**
 * Loads an engine: `options.backend`, else OVERPARAM_BACKEND, else the fastest that this machine runs.
 *
 * Native engines hold at most 1 GiB and WebAssembly 256 MiB unless `memory` says otherwise. A few milliseconds.
 *
 * @throws Misuse when a backend that was asked for is not available, or nothing is built (`npm run build` then helps)
 */
export async function loadEngine(options: NodeEngineOptions = {}): Promise<Engine> {
  const wished = process.env["OVERPARAM_BACKEND"] as Backend | "auto" | undefined;
  if (wished && wished !== "auto" && !backends.includes(wished)) {
    throw misuse("OVERPARAM_BACKEND", `must be one of auto, ${backends.join(", ")}`, wished);
  }
  const { backend, threads, memory } = checkOptions({ ...options, backend: options.backend ?? (wished || "auto") }, availableParallelism());
  const notes: string[] = [];
  if (backend !== "wasm") {
    const addon = openAddon(options.addon);
    if (typeof addon === "string") notes.push(addon);
    else {
      for (const candidate of backends) {
        if (candidate === "wasm" || (backend !== "auto" && backend !== candidate)) continue;
        const binding = bindNative(addon, candidate, threads);
        if (binding === undefined) continue;
        const engine = assembleEngine(binding, memory(candidate));
        const wrong = selfTest(engine);
        if (wrong === undefined) return engine;
        engine.close();
        notes.push(`the self-test of ${candidate} failed: ${wrong}`);
      }
      if (backend !== "auto" && notes.length === 0) notes.push(`this processor does not run ${backend}`);
    }
    if (backend !== "auto") {
      throw misuse(
        "loadEngine",
        `backend ${backend} is not available: ${notes.join("; ")}`,
        undefined,
        "run `npm run build` with g++ or clang++ installed, or choose backend auto or wasm",
      );
    }
  }
  const shared = (options.shared ?? false) || threads > 1;
  const module = compileModule(readModule(shared));
  const size = memory("wasm");
  const engine =
    threads > 1 ? await threadedWasmEngine(module, { memory: size, threads }, spawnWorker) : wasmEngine(module, { memory: size, shared });
  const wrong = selfTest(engine);
  if (wrong !== undefined) throw new Error(`loadEngine: the self-test of WebAssembly failed: ${wrong}`);
  if (backend === "auto" && notes.length > 0) {
    options.onNotice?.(
      `WebAssembly computes, up to 4 times slower than native, because ${notes.join("; ")}; \`npm run build\` with g++ or clang++ installed makes the native kernels.`,
    );
  }
  return engine;
}
