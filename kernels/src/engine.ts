import type { CurvatureKernels } from "./curvature.ts";
import type { DeepKernels } from "./deep.ts";
import type { Elementary } from "./elementary.ts";
import type { LinearAlgebra } from "./linear.ts";
import type { FlowKernels } from "./flow.ts";
import type { PopulationKernels } from "./population.ts";
import type { SampledKernels } from "./sampled.ts";
import type { TangentKernels } from "./tangent.ts";

/** Which build computes. `generic` is the portable 128-bit tile (arm64 too); each backend is its own numeric identity. */
export type Backend = "avx512" | "avx2" | "generic" | "wasm";

/** In the order of preference. */
export const backends: readonly Backend[] = ["avx512", "avx2", "generic", "wasm"];

/**
 * Raised whenever any number that a kernel computes changes (an entry in ERRATA.md says which and why).
 * Part of a run's identity.
 */
export const numericsVersion = 2;

/** Memory of an engine: never grows during a run, and a plan above the limit is refused before anything is allocated. */
export interface EngineMemory {
  readonly limit: number;
  readonly used: number;
}

/** A piece of engine memory of fixed size, freed explicitly. Arrays from it reach kernels without a copy. */
export interface Arena {
  readonly bytes: number;
  /** A zeroed array of `length` doubles, 64-byte aligned; its life ends with the arena. Misuse when the arena is full. */
  float64(length: number): Float64Array;
  free(): void;
}

/** What computes. Functions accept any Float64Array; those of an {@link Arena} are passed without a copy. */
export interface Engine {
  readonly backend: Backend;
  /** Threads inside a step; the count never changes a number. */
  readonly threads: number;
  readonly memory: EngineMemory;
  readonly math: Elementary;
  readonly population: PopulationKernels;
  readonly sampled: SampledKernels;
  readonly curvature: CurvatureKernels;
  readonly deep: DeepKernels;
  readonly tangent: TangentKernels;
  readonly flow: FlowKernels;
  readonly linear: LinearAlgebra;
  arena(bytes: number): Arena;
  /** Frees everything the engine holds. */
  close(): void;
}

/** What a loader takes. */
export interface EngineOptions {
  /** `auto` takes the fastest that this machine runs; Node also reads OVERPARAM_BACKEND. */
  readonly backend?: Backend | "auto";
  /** Threads inside a long step, 1 by default; at most as many as there are cores. */
  readonly threads?: number;
  /** Upper limit of engine memory in bytes; 1 GiB native and 256 MiB on WebAssembly by default. */
  readonly memory?: number;
}
