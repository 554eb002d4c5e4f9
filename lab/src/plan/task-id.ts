import type { Study } from "@overparam/core";
import { constructIdentity, runIdentity } from "./identity.ts";
import type { Task } from "./task.ts";

/** The id that a task must have: of its run, or of its construction. */
export function taskId(study: Study, task: Task): string {
  const of = { study, config: task.config, seed: task.seed, backend: task.backend };
  return task.kind === "run" ? runIdentity({ ...of, counter: task.counter }).id : constructIdentity(of, task.claim, task.counter);
}
