import type { Study } from "@overparam/core";
import type { TaskResult } from "../../plan/executor.ts";
import { runIdentity } from "../../plan/identity.ts";
import type { Task } from "../../plan/task.ts";
import { recordRun } from "../folder/record-run.ts";
import { writeConstructed } from "./constructed-file.ts";
import { ensembleFiles } from "./ensemble-files.ts";

/** Writes one finished task into a folder of an ensemble as soon as it is there; a failed one leaves nothing. */
export function storeResult(folder: string, study: Study, task: Task, result: TaskResult, event: Readonly<Record<string, unknown>>): void {
  if (result.kind === "run" && task.kind === "run") {
    const { identity } = runIdentity({ study, config: task.config, seed: task.seed, backend: task.backend, counter: task.counter });
    recordRun(ensembleFiles.run(folder, task.id), identity, result, event);
  } else if (result.kind === "construct" && task.kind === "construct") {
    writeConstructed(ensembleFiles.constructed(folder, task.id), task.id, task.claim, result.constructed);
  }
}
