import type { WorkerStatus } from "../../sweep/sweep-executor.ts";
import type { ReasonCount } from "./reason-tally.ts";
import type { TrialCounts } from "./sweep-json.ts";

/** How far a sweep is, as its coordinator tells it about once a second; also in progress.json, for `overparam status`. */
export interface SweepProgress {
  /** Time of day, for people only. */
  readonly at: string;
  readonly pid: number;
  readonly host: string;
  readonly executor: string;
  /** Trials to make when it was started. */
  readonly todo: number;
  /** Of these, made so far. */
  readonly made: number;
  /** Since it was started. */
  readonly seconds: number;
  /** Trials a second over the latest minute; null before the first is made. */
  readonly rate: number | null;
  readonly waiting: number;
  readonly workers: readonly WorkerLoad[];
  /** Of the whole plan. */
  readonly counts: TrialCounts;
  /** Of these, by status and reason, the most frequent first. */
  readonly reasons: readonly ReasonCount[];
}

/** A worker, and how busy it has been. */
export interface WorkerLoad extends WorkerStatus {
  /** Share of the time since the start that it spent on trials, in [0, 1]. */
  readonly load: number;
}
