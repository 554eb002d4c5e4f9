import type { Checkpoint, Outcome, Sample, VerdictWord } from "@overparam/core";
import type { AxisValue } from "./sweep-file.ts";

/** One run of a sweep, as plain JSON: what an executor hands to whoever computes it. */
export interface Trial {
  /** The id of the run that it is: SHA-256 of its identity. */
  readonly id: string;
  /** Its place in the plan, from 0 on: cells in order, then seeds. */
  readonly index: number;
  readonly cell: number;
  readonly seed: number;
  /** Where it lies on the axes, by their names. */
  readonly at: Readonly<Record<string, AxisValue>>;
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Trials that are handed out together: a message to a thread, a job of a queue, a task of an array. */
export interface Chunk {
  readonly id: string;
  readonly trials: readonly Trial[];
}

/** A short curve: records of the run, thinned evenly, both ends kept. */
export interface TrialCurve {
  readonly iteration: readonly number[];
  readonly time: readonly number[];
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
}

/**
 * `done`: the run ended by itself, whatever its outcome. `failed`: it threw, or took its worker with it. `unfinished`: the wall clock ended it,
 * which is never a result.
 */
export type TrialStatus = "done" | "failed" | "unfinished";

/** What is kept of a trial: a function of the trial and of what the sweep keeps, and of nothing else. */
export interface TrialRecord {
  readonly trial: string;
  readonly cell: number;
  readonly seed: number;
  readonly at: Readonly<Record<string, AxisValue>>;
  readonly status: TrialStatus;
  /** Why it failed, is unfinished, diverged or is not finite: one sentence, equal for equal causes. */
  readonly reason: string | null;
  /** How the run ended; `stopped` by a rule of the sweep. Null where it did not. */
  readonly outcome: Outcome["kind"] | "stopped" | null;
  readonly iteration: number | null;
  readonly time: number | null;
  readonly value: number | null;
  readonly scalars: Readonly<Record<string, number | null>>;
  readonly curve?: TrialCurve;
  readonly verdicts?: Readonly<Record<string, { readonly verdict: VerdictWord; readonly estimate: number | null }>>;
}

/** A trial that was interrupted between two steps: everything needed to go on, with the same numbers as if it never had been. */
export interface TrialProgress {
  readonly trial: string;
  readonly checkpoint: Checkpoint;
  readonly samples: readonly Sample[];
}

/** How `runTrial` ends. */
export type TrialEnd =
  | { readonly kind: "recorded"; readonly record: TrialRecord }
  | { readonly kind: "interrupted"; readonly progress: TrialProgress | null };
