import { setImmediate } from "node:timers";
import { parentPort, workerData } from "node:worker_threads";
import { Misuse } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { reason } from "../../run/reason.ts";
import type { Recorded } from "../../sweep/sweep-executor.ts";
import { type Halt, runTrial, type TrialBench } from "../../sweep/run-trial.ts";
import type { TrialProgress, TrialRecord } from "../../sweep/trial.ts";
import { loadStudy } from "../studies/load-study.ts";
import { encodeShardLine } from "./shard-line.ts";
import { type ShardWriter, shardWriter } from "./shard-writer.ts";
import { type TrialOrder, type TrialReport, type TrialThreadData, word } from "./trial-thread-protocol.ts";

/** Records become safe together: after so many milliseconds, or so many of them, or when there is nothing else to do. */
const patience = 200;
const most = 2000;

const data = workerData as TrialThreadData;
const { flags, seconds } = data;
const port = parentPort;
if (port === null) throw new Error("this file is the entry of a worker thread");
const tell = (report: TrialReport) => port.postMessage(report);

try {
  const engine = await loadEngine({ backend: data.backend, threads: 1, ...(data.memory === undefined ? {} : { memory: data.memory }) });
  const { study } = await loadStudy(data.place);
  const bench: TrialBench = { study, engine, assets: data.assets, keep: data.keep, stop: data.stop };
  const shard: ShardWriter | undefined = data.shard === null ? undefined : shardWriter(data.shard);
  let pending: Recorded[] = [];
  let lines: string[] = [];
  let oldest = 0;

  const flush = (): void => {
    if (pending.length === 0) return;
    shard?.sync();
    tell({ kind: "recorded", trials: pending, ...(shard === undefined ? { lines } : {}) });
    pending = [];
    lines = [];
  };
  const keep = (record: TrialRecord, took: number): void => {
    if (pending.length === 0) oldest = performance.now();
    if (shard === undefined) lines.push(encodeShardLine({ record, took }));
    else shard.add({ record, took });
    pending.push({ trial: record.trial, status: record.status, reason: record.reason, took });
    if (pending.length >= most || performance.now() - oldest > patience) flush();
  };
  const make = ({ serial, chunk, from }: TrialOrder): void => {
    Atomics.store(flags, word.chunk, serial);
    let progress: TrialProgress | undefined;
    for (const [at, trial] of chunk.trials.entries()) {
      if (Atomics.load(flags, word.stop) !== 0) break;
      Atomics.store(flags, word.trial, at + 1);
      const begun = performance.now();
      const halted = (): Halt | undefined => {
        if (Atomics.load(flags, word.stop) !== 0) return "interrupted";
        return performance.now() - begun > 1000 * seconds ? { seconds } : undefined;
      };
      const end = runTrial(trial, bench, halted, at === 0 && from?.trial === trial.id ? from : undefined);
      if (end.kind === "recorded") keep(end.record, performance.now() - begun);
      else {
        progress = end.progress ?? undefined;
        break;
      }
    }
    Atomics.store(flags, word.trial, 0);
    if (Atomics.load(flags, word.stop) !== 0) flush();
    tell({ kind: "ended", serial, ...(progress === undefined ? {} : { progress }) });
  };

  port.on("message", (order: TrialOrder) => {
    try {
      make(order);
      // Another chunk may lie in the port already; syncing is dear, so only an idle thread does it early.
      setImmediate(() => {
        if (Atomics.load(flags, word.posted) === order.serial) guarded(flush);
      });
    } catch (error) {
      fault(error);
    }
  });
  tell({ kind: "ready" });

  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      fault(error);
    }
  }
} catch (error) {
  tell({ kind: "refused", reason: reason(error) });
}

/** What the disk refused ends the whole sweep; anything else is a fault of the program and ends this thread. */
function fault(error: unknown): void {
  if (!(error instanceof Misuse)) throw error;
  tell({ kind: "fault", where: error.where, wanted: error.wanted, advice: error.advice });
}
