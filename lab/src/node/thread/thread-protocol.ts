import type { NamedTensors, Sample } from "@overparam/core";
import type { Backend } from "@overparam/kernels";
import type { TaskResult } from "../../plan/executor.ts";
import type { Task } from "../../plan/task.ts";
import type { StudyPlace } from "../studies/study-places.ts";

/** What a worker thread is born with. */
export interface ThreadData {
  readonly backend: Backend;
  readonly studies: readonly (StudyPlace & { readonly id: string })[];
  readonly assets: ReadonlyMap<string, NamedTensors>;
  /** One word of shared memory: not 0 once the work is to stop. Read between chunks, when no message can arrive. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  readonly memory: number | undefined;
}

/** From the pool to a thread. */
export type ThreadOrder = { readonly kind: "task"; readonly task: Task };

/** From a thread to the pool. */
export type ThreadReport =
  | { readonly kind: "ready" }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "sample"; readonly task: string; readonly sample: Sample; readonly last: number }
  | { readonly kind: "finished"; readonly result: TaskResult }
  | { readonly kind: "stopped"; readonly task: string };
