import type { Assets, Engine, Study } from "@overparam/core";
import type { Executor } from "../../src/plan/executor.ts";
import { executeTask } from "../../src/run/execute-task.ts";

/** Does the tasks here and now, in the order that `arrange` makes of them. */
export function inlineExecutor(
  study: Study,
  engine: Engine,
  assets: Assets = new Map(),
  arrange: <T>(tasks: readonly T[]) => readonly T[] = (tasks) => tasks,
): Executor {
  return {
    workers: 1,
    run(tasks, onEvent, signal) {
      const results = [];
      for (const task of arrange(tasks)) {
        if (signal?.aborted === true) break;
        onEvent({ kind: "started", task: task.id, worker: 0 });
        const result = executeTask(study, task, engine, assets, (sample, last) => onEvent({ kind: "sample", task: task.id, sample, last }));
        onEvent({ kind: "finished", task: task.id, result });
        results.push(result);
      }
      return Promise.resolve(results);
    },
    close: () => Promise.resolve(),
  };
}
