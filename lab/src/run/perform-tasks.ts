import type { Assets, Engine, Study } from "@overparam/core";
import type { Abort, Executor, TaskEvent, TaskResult } from "../plan/executor.ts";
import { type PlanSize, sizePlan } from "../plan/size-plan.ts";
import type { Task } from "../plan/task.ts";
import { Interrupted } from "./interrupted.ts";

/** Who computes, what is at hand, who listens. */
export interface Performing {
  readonly study: Study;
  /** Sizes the plan; of the same backend as the executor's engines. */
  readonly engine: Engine;
  readonly executor: Executor;
  readonly assets?: Assets;
  /** A result that is at hand already, by task id: it is taken instead of computing it. */
  readonly finished?: (task: string) => TaskResult | undefined;
  /** Told before the first run, with how many results were at hand. */
  readonly onPlanned?: (size: PlanSize, reused: number) => void;
  readonly onEvent?: (event: TaskEvent) => void;
  readonly signal?: Abort;
}

/**
 * Does every task that is not at hand, longest first; gives a result for each.
 *
 * @throws Misuse before anything runs where the study or the engine refuses; Interrupted when `signal` aborts
 */
export async function performTasks(tasks: readonly Task[], performing: Performing): Promise<ReadonlyMap<string, TaskResult>> {
  const { study, engine, executor, signal } = performing;
  const results = new Map<string, TaskResult>();
  for (const { id } of tasks) {
    const known = performing.finished?.(id);
    if (known !== undefined && known.kind !== "failed") results.set(id, known);
  }
  const missing = tasks.filter(({ id }) => !results.has(id));
  const size = sizePlan(study, missing, engine, performing.assets ?? new Map());
  performing.onPlanned?.(size, results.size);

  if (missing.length > 0 && signal?.aborted !== true) {
    const done = await executor.run(size.order, (event) => performing.onEvent?.(event), signal);
    for (const result of done) results.set(result.task, result);
  }
  if (signal?.aborted === true && results.size < tasks.length) {
    throw new Interrupted(`stopped after ${results.size} of ${tasks.length} runs`, results.size, tasks.length);
  }
  for (const { id } of missing) {
    if (!results.has(id)) results.set(id, { task: id, kind: "failed", reason: "the executor gave no result for it" });
  }
  return results;
}
