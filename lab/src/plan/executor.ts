import type { Checkpoint, Layout, Measured, RunRecord, Sample } from "@overparam/core";
import type { Task } from "./task.ts";

/** The state that a run ended in, and the named blocks of its parameters. */
export interface RunEnd {
  readonly checkpoint: Checkpoint;
  readonly layout: Layout;
}

/** What a finished task gives. */
export type TaskResult =
  | {
      readonly task: string;
      readonly kind: "run";
      readonly record: RunRecord;
      /** Where it ended, with the parameters; missing where only the record was kept. */
      readonly end?: RunEnd;
    }
  | { readonly task: string; readonly kind: "construct"; readonly constructed: readonly Measured[] }
  | {
      readonly task: string;
      readonly kind: "failed";
      /** One sentence. */
      readonly reason: string;
      /** Where in the code, for a log; never for the terminal. */
      readonly detail?: string;
    };

/** What an executor tells while it works; at most a few times a second and task. */
export type TaskEvent =
  | { readonly kind: "started"; readonly task: string; readonly worker: number }
  | { readonly kind: "sample"; readonly task: string; readonly sample: Sample; readonly last: number }
  | { readonly kind: "finished"; readonly task: string; readonly result: TaskResult };

/** The part of an AbortSignal that is needed; hosts pass the real one. */
export interface Abort {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
}

/** Spreads tasks over workers. Results do not depend on how many there are. */
export interface Executor {
  readonly workers: number;
  /** Does every task once, in any order; resolves when all are done or `signal` aborts. A failed task is a result, not a rejection. */
  run(tasks: readonly Task[], onEvent: (event: TaskEvent) => void, signal?: Abort): Promise<readonly TaskResult[]>;
  close(): Promise<void>;
}
