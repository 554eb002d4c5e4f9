import type { NamedTensors } from "@overparam/core";
import type { Backend } from "@overparam/kernels";
import type { Recorded } from "../../sweep/sweep-executor.ts";
import type { Keep, StopRule } from "../../sweep/sweep-file.ts";
import type { Chunk, TrialProgress } from "../../sweep/trial.ts";
import type { StudyPlace } from "../studies/study-places.ts";

/** Words of the memory that a thread and its owner share. */
export const word = {
  /** Not 0 once the work is to stop. */
  stop: 0,
  /** Serial number of the chunk that is worked on. */
  chunk: 1,
  /** Number of the trial in it, from 1 on; 0 while the thread is idle. */
  trial: 2,
  /** Chunks handed over so far. */
  posted: 3,
} as const;

/** What a thread is born with. */
export interface TrialThreadData {
  readonly place: StudyPlace;
  readonly backend: Backend;
  readonly assets: ReadonlyMap<string, NamedTensors>;
  /** Limit of its engine memory, in bytes. */
  readonly memory: number | undefined;
  readonly keep: Keep;
  readonly stop: readonly StopRule[];
  /** Longest time of a trial. */
  readonly seconds: number;
  /** The shard that it writes; null: it hands its lines over instead. */
  readonly shard: string | null;
  readonly flags: Int32Array<SharedArrayBuffer>;
}

/** From the owner to the thread. */
export interface TrialOrder {
  /** 1, 2, 3, … over the thread's life. */
  readonly serial: number;
  readonly chunk: Chunk;
  /** Where its first trial was interrupted. */
  readonly from?: TrialProgress;
}

/** From the thread to its owner. */
export type TrialReport =
  | { readonly kind: "ready" }
  | { readonly kind: "refused"; readonly reason: string }
  /** Safe in the shard; or, without one, to be made safe by the owner. */
  | { readonly kind: "recorded"; readonly trials: readonly Recorded[]; readonly lines?: readonly string[] }
  | { readonly kind: "ended"; readonly serial: number; readonly progress?: TrialProgress }
  /** The disk refused. */
  | { readonly kind: "fault"; readonly where: string; readonly wanted: string; readonly advice: string | undefined };
