import { parentPort, workerData } from "node:worker_threads";
import type { Study } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import type { Task } from "../../plan/task.ts";
import { executeTask } from "../../run/execute-task.ts";
import { Interrupted } from "../../run/interrupted.ts";
import { reason } from "../../run/reason.ts";
import { loadStudy } from "../studies/load-study.ts";
import type { ThreadData, ThreadOrder, ThreadReport } from "./thread-protocol.ts";

/** Milliseconds between two samples of one task that are told; the record has all of them. */
const samplePeriod = 250;

const data = workerData as ThreadData;
const port = parentPort;
if (port === null) throw new Error("this file is the entry of a worker thread");
const tell = (report: ThreadReport) => port.postMessage(report);
const studies = new Map<string, Study>();

try {
  const engine = await loadEngine({ backend: data.backend, threads: 1, ...(data.memory === undefined ? {} : { memory: data.memory }) });
  for (const place of data.studies) studies.set(place.id, (await loadStudy(place)).study);
  port.on("message", (order: ThreadOrder) => {
    const { task } = order;
    try {
      tell({ kind: "finished", result: perform(task) });
    } catch (error) {
      if (error instanceof Interrupted) tell({ kind: "stopped", task: task.id });
      else throw error;
    }
  });
  tell({ kind: "ready" });

  function perform(task: Task) {
    const study = studies.get(task.study);
    if (study === undefined) return { task: task.id, kind: "failed" as const, reason: `the worker does not know study ${task.study}` };
    let told = 0;
    return executeTask(
      study,
      task,
      engine,
      data.assets,
      (sample, last) => {
        const now = Date.now();
        if (now - told < samplePeriod) return;
        told = now;
        tell({ kind: "sample", task: task.id, sample, last });
      },
      () => Atomics.load(data.stop, 0) !== 0,
    );
  }
} catch (error) {
  tell({ kind: "refused", reason: reason(error) });
}
