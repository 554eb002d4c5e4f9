import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type Assets, misuse } from "@overparam/core";
import type { Backend } from "@overparam/kernels";
import type { Abort, Executor, TaskEvent, TaskResult } from "../../plan/executor.ts";
import type { Task } from "../../plan/task.ts";
import { reason } from "../../run/reason.ts";
import { asError } from "../file/as-error.ts";
import type { FoundStudy } from "../studies/load-study.ts";
import type { ThreadData, ThreadOrder, ThreadReport } from "./thread-protocol.ts";

/** How a pool of worker threads is made. */
export interface ThreadOptions {
  /** Number of threads; as many as the machine runs at once unless said otherwise. */
  readonly workers?: number;
  readonly backend: Backend;
  /** As `findStudy` and `discoverStudies` give them; each thread loads them from their folders. */
  readonly studies: readonly FoundStudy[];
  readonly assets?: Assets;
  /** Limit of each thread's engine memory, in bytes. */
  readonly memory?: number;
}

/** Milliseconds that a thread has to stop by itself. */
const patience = 1000;

/**
 * An executor of worker threads, one single-threaded engine each. Threads start at once and load while the plan is made.
 *
 * A thread that dies makes the task it had a failed one, with the reason, and is replaced. One that cannot even start ends the work.
 */
export function threadExecutor(options: ThreadOptions): Promise<Executor> {
  const count = options.workers ?? availableParallelism();
  if (!Number.isSafeInteger(count) || count < 1) throw misuse("workers", "the number of workers must be a whole number from 1 on", count);
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const data: ThreadData = {
    backend: options.backend,
    studies: options.studies.map(({ name, from, path, study }) => ({ name, from, path, id: study.id })),
    assets: options.assets ?? new Map(),
    stop,
    memory: options.memory,
  };
  const threads = Array.from({ length: count }, () => thread(data));
  let busy = false;

  return Promise.resolve({
    workers: count,
    async run(tasks, onEvent, signal) {
      if (busy) throw misuse("threadExecutor", "one piece of work at a time", undefined, "wait for the first to end");
      busy = true;
      Atomics.store(stop, 0, 0);
      signal?.addEventListener("abort", () => {
        if (!busy) return;
        Atomics.store(stop, 0, 1);
        // Work that does not look at the clock (one long construction) is cut off.
        setTimeout(() => threads.forEach((each) => void each.cut()), patience).unref();
      });
      try {
        return await spread(threads, tasks, onEvent, signal);
      } finally {
        busy = false;
      }
    },
    async close() {
      Atomics.store(stop, 0, 1);
      await Promise.all(threads.map((each) => each.end()));
    },
  });
}

/** Every thread takes the next task until none is left. */
async function spread(
  threads: readonly Thread[],
  tasks: readonly Task[],
  onEvent: (event: TaskEvent) => void,
  signal: Abort | undefined,
): Promise<readonly TaskResult[]> {
  const results: TaskResult[] = [];
  let next = 0;
  let refused: Error | undefined;
  const take = async (each: Thread, worker: number): Promise<void> => {
    for (;;) {
      const task = tasks[next];
      if (task === undefined || signal?.aborted === true || refused !== undefined) return;
      next += 1;
      try {
        const result = await each.perform(task, () => onEvent({ kind: "started", task: task.id, worker }), onEvent);
        if (result === undefined) return;
        results.push(result);
        onEvent({ kind: "finished", task: task.id, result });
      } catch (error) {
        refused ??= asError(error);
      }
    }
  };
  await Promise.all(threads.map(take));
  if (refused !== undefined) throw refused;
  return results;
}

/** One worker thread, replaced when it dies. */
interface Thread {
  /** The task's result; undefined when it was stopped. Rejects where a thread cannot start. */
  perform(task: Task, onStart: () => void, onEvent: (event: TaskEvent) => void): Promise<TaskResult | undefined>;
  /** Ends the thread if it still works. */
  cut(): Promise<void>;
  end(): Promise<void>;
}

function thread(data: ThreadData): Thread {
  let worker = spawn(data);
  let working = false;
  return {
    perform(task, onStart, onEvent) {
      if (worker.gone && worker.state.kind === "ready") worker = spawn(data);
      const mine = worker;
      working = true;
      // An idle thread does not keep the process alive; a working one does.
      mine.instance.ref();
      return new Promise((resolve, reject) => {
        const done = (act: () => void) => {
          mine.instance.off("message", hear);
          mine.instance.off("exit", died);
          working = false;
          mine.instance.unref();
          act();
        };
        const died = () => {
          if (mine.state.kind !== "ready") {
            done(() => reject(refusal(mine)));
            return;
          }
          if (Atomics.load(data.stop, 0) !== 0) {
            done(() => resolve(undefined));
            return;
          }
          worker = spawn(data);
          done(() => resolve({ task: task.id, kind: "failed", reason: `its worker died: ${mine.fault ?? "it ended itself"}` }));
        };
        const begin = () => {
          onStart();
          mine.instance.postMessage({ kind: "task", task } satisfies ThreadOrder);
        };
        const hear = (report: ThreadReport) => {
          if (report.kind === "ready") begin();
          else if (report.kind === "refused") done(() => reject(refusal(mine)));
          else if (report.kind === "sample") onEvent(report);
          else if (report.kind === "finished") done(() => resolve(report.result));
          else done(() => resolve(undefined));
        };
        if (mine.state.kind === "refused" || mine.gone) {
          done(() => reject(refusal(mine)));
          return;
        }
        mine.instance.on("message", hear);
        mine.instance.on("exit", died);
        if (mine.state.kind === "ready") begin();
      });
    },
    async cut() {
      if (working) await worker.instance.terminate();
    },
    async end() {
      await worker.instance.terminate();
    },
  };
}

interface Spawned {
  readonly instance: Worker;
  state: { readonly kind: "starting" | "ready" } | { readonly kind: "refused"; readonly reason: string };
  fault: string | undefined;
  gone: boolean;
}

function spawn(data: ThreadData): Spawned {
  const spawned: Spawned = {
    instance: new Worker(entry(), { workerData: data }),
    state: { kind: "starting" },
    fault: undefined,
    gone: false,
  };
  spawned.instance.on("message", (report: ThreadReport) => {
    if (report.kind === "ready" || report.kind === "refused") spawned.state = report;
  });
  spawned.instance.on("error", (error) => {
    spawned.fault = reason(error);
  });
  spawned.instance.on("exit", () => {
    spawned.gone = true;
  });
  spawned.instance.unref();
  return spawned;
}

function refusal({ state, fault }: Spawned): Error {
  return misuse(
    "worker",
    state.kind === "refused" ? state.reason.replace(/\.$/, "") : `it could not start: ${fault ?? "it ended at once"}`,
  );
}

/** The compiled entry, also where this file is read as TypeScript (a worker thread reads none). */
function entry(): URL {
  const here = import.meta.url;
  return here.endsWith(".ts") ? new URL("../../../dist/node/thread/worker.js", here) : new URL("./worker.js", here);
}
