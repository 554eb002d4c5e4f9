import type { Assets, Sample } from "@overparam/core";
import type { Task } from "../../plan/task.ts";
import type { TaskResult } from "../../plan/executor.ts";

/** What a pool asks of one of its workers. */
export type TaskRequest = { readonly kind: "assets"; readonly assets: Assets } | { readonly kind: "task"; readonly task: Task };

/** What the worker answers. */
export type TaskReply =
  | { readonly kind: "sample"; readonly sample: Sample; readonly last: number }
  | { readonly kind: "result"; readonly result: TaskResult };
