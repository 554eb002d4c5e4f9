import type { Abort } from "../plan/executor.ts";
import type { Trial, TrialStatus } from "./trial.ts";

/** What an executor tells while trials are made. */
export type SweepEvent =
  /** Records that are safe: on disk, synced. Told once a batch. */
  | { readonly kind: "recorded"; readonly worker: string; readonly trials: readonly Recorded[] }
  /** A worker came, or went with the reason; what it had is made again. */
  | { readonly kind: "worker"; readonly worker: string; readonly state: "ready" | "gone"; readonly reason?: string }
  /** Something that a person should know, without its full stop: the work goes on. */
  | { readonly kind: "note"; readonly text: string };

/** A trial whose record is safe. */
export interface Recorded {
  readonly trial: string;
  readonly status: TrialStatus;
  readonly reason: string | null;
  /** Milliseconds of work. */
  readonly took: number;
}

/** One worker, now. */
export interface WorkerStatus {
  readonly worker: string;
  readonly state: "starting" | "idle" | "running";
  /** What it works on, where that is known. */
  readonly trial?: string;
  /** Milliseconds since it began that trial. */
  readonly since?: number;
  /** Trials that it has recorded. */
  readonly recorded: number;
}

/** An executor, now. */
export interface ExecutorStatus {
  /** Trials handed over that nobody has begun. */
  readonly waiting: number;
  /** Trials recorded through it so far, by whomever. */
  readonly recorded: number;
  /** Those that there are now. */
  readonly workers: readonly WorkerStatus[];
}

/** What became of the trials that were handed over. */
export interface Collected {
  /** Trials without a record: their worker went, or the work was cancelled. The caller hands them over again. */
  readonly missing: readonly Trial[];
  /** Some of them have come further: a checkpoint was kept, from which the next go on. */
  readonly progressed?: boolean;
}

/**
 * Spreads the trials of one sweep: over threads, a queue, a cluster.
 *
 * Trials are pure, so making one twice does no harm: at least once is enough. An executor tells a trial as recorded only when its record is safe on
 * a disk that the sweep's folder shows.
 */
export interface SweepExecutor {
  /** For people: `2 threads`, `Slurm`. */
  readonly name: string;
  /**
   * Takes trials over, cutting them into chunks as suits it; resolves when they are where they outlive this call.
   *
   * @param trials made when asked for; `count` of them
   */
  submit(trials: Iterable<Trial>, count: number): Promise<void>;
  status(): Promise<ExecutorStatus>;
  /** Ends all work. What is recorded stays; the rest comes back as missing from `collect`. */
  cancel(): Promise<void>;
  /**
   * Tells of records as they become safe; resolves when every trial handed over has ended.
   *
   * @errors one sentence where the work as a whole cannot go on: a full disk, a worker of another backend, a study that does not load
   */
  collect(onEvent: (event: SweepEvent) => void, signal?: Abort): Promise<Collected>;
  close(): Promise<void>;
}
