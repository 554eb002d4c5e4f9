import { type Backend, backends, type EngineOptions } from "../engine.ts";
import { misuse } from "../misuse.ts";
import { checkThreads } from "./threads.ts";

/** Options with their defaults, checked. */
export function checkOptions(
  options: EngineOptions,
  cores: number,
): { backend: Backend | "auto"; threads: number; memory: (backend: Backend) => number } {
  const { backend = "auto", threads = 1, memory } = options;
  if (backend !== "auto" && !backends.includes(backend)) {
    throw misuse("loadEngine", `backend must be one of auto, ${backends.join(", ")}`, backend);
  }
  if (memory !== undefined && !(Number.isFinite(memory) && memory >= 2 ** 16)) {
    throw misuse("loadEngine", "memory must be a number of bytes, at least 65536", memory);
  }
  return {
    backend,
    threads: checkThreads(threads, cores),
    memory: (chosen) => Math.floor(memory ?? (chosen === "wasm" ? 256 * 2 ** 20 : 2 ** 30)),
  };
}
