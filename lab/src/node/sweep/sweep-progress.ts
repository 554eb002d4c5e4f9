import type { WorkerStatus } from "../../sweep/sweep-executor.ts";
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
  readonly waiting: number;
  readonly workers: readonly WorkerStatus[];
  readonly counts: TrialCounts;
}
