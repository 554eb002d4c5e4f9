import type { Option } from "commander";
import type { SweepPlan } from "@overparam/lab/sweep";
import type { ExecutorFactory } from "@overparam/lab/node/sweep";

/** What the command line says about where trials are made: options by their names, as commander has them. */
export interface ExecutorOptions {
  readonly workers?: number;
  readonly [name: string]: unknown;
}

/** A place where trials may be made: what `--executor NAME` chooses. */
export interface ExecutorChoice {
  readonly name: string;
  /** For the help, a few words. */
  readonly says: string;
  /** Options that it takes besides --workers; they are refused with another executor. */
  readonly options?: () => readonly Option[];
  /**
   * Loads what it needs and checks its options.
   *
   * @errors one sentence
   */
  make(options: ExecutorOptions): Promise<ExecutorFactory>;
  /** Its options as they are given again, without passwords. */
  again?(options: ExecutorOptions): readonly string[];
  /** What `--dry-run` shows of it besides the forecast, such as the script that would be submitted. */
  dryRun?(plan: SweepPlan, folder: string, options: ExecutorOptions): Promise<string>;
  /** Trials that it makes at a time, for the predicted time. */
  workers(options: ExecutorOptions): number;
}
