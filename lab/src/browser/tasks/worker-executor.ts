import type { Assets } from "@overparam/core";
import type { Executor, TaskEvent, TaskResult } from "../../plan/executor.ts";
import type { Task } from "../../plan/task.ts";
import type { TaskReply, TaskRequest } from "./task-protocol.ts";

/** The part of a Web Worker that the pool needs. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface WorkerPool {
  readonly workers: number;
  /** Starts a worker whose entry calls `serveWorker`. */
  spawn(): WorkerLike;
  readonly assets: Assets;
}

/**
 * Spreads tasks over Web Workers, one task a worker at a time; a worker that dies is a failed task and is replaced.
 *
 * Results are returned in the order of the tasks, whatever order they finished in.
 */
export function workerExecutor(pool: WorkerPool): Executor {
  const idle: WorkerLike[] = [];
  const all = new Set<WorkerLike>();

  function hire(): WorkerLike {
    const free = idle.pop();
    if (free !== undefined) return free;
    const worker = pool.spawn();
    all.add(worker);
    worker.postMessage({ kind: "assets", assets: pool.assets } satisfies TaskRequest);
    return worker;
  }

  function dismiss(worker: WorkerLike): void {
    all.delete(worker);
    worker.terminate();
  }

  return {
    workers: pool.workers,
    async run(tasks, onEvent, signal) {
      const results = new Map<string, TaskResult>();
      const queue = [...tasks];
      const busy = new Set<() => void>();
      signal?.addEventListener("abort", () => {
        queue.length = 0;
        for (const stop of busy) stop();
      });
      const lane = async (number: number): Promise<void> => {
        for (let task = queue.shift(); task !== undefined && signal?.aborted !== true; task = queue.shift()) {
          const result = await one(task, number, onEvent, busy);
          if (result === undefined) return;
          results.set(task.id, result);
          onEvent({ kind: "finished", task: task.id, result });
        }
      };
      await Promise.all(Array.from({ length: Math.max(1, Math.min(pool.workers, tasks.length)) }, (_, number) => lane(number)));
      return tasks.flatMap((task) => results.get(task.id) ?? []);
    },
    async close() {
      for (const worker of all) worker.terminate();
      all.clear();
      idle.length = 0;
    },
  };

  /** Undefined when stopped from outside. */
  function one(task: Task, number: number, onEvent: (event: TaskEvent) => void, busy: Set<() => void>): Promise<TaskResult | undefined> {
    return new Promise((resolve) => {
      const worker = hire();
      const done = (result: TaskResult | undefined, alive: boolean) => {
        worker.onmessage = null;
        worker.onerror = null;
        busy.delete(stop);
        if (alive) idle.push(worker);
        else dismiss(worker);
        resolve(result);
      };
      const stop = () => done(undefined, false);
      busy.add(stop);
      worker.onmessage = ({ data }: MessageEvent) => {
        const reply = data as TaskReply;
        if (reply.kind === "sample") onEvent({ kind: "sample", task: task.id, sample: reply.sample, last: reply.last });
        else done(reply.result, true);
      };
      worker.onerror = (event) => {
        event.preventDefault?.();
        done({ task: task.id, kind: "failed", reason: `its worker stopped: ${event.message || "no reason given"}` }, false);
      };
      onEvent({ kind: "started", task: task.id, worker: number });
      worker.postMessage({ kind: "task", task } satisfies TaskRequest);
    });
  }
}
