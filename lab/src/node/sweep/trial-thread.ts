import { Worker } from "node:worker_threads";
import { misuse } from "@overparam/core";
import { reason } from "../../run/reason.ts";
import { failedRecord, outOfTime } from "../../sweep/run-trial.ts";
import type { Recorded, SweepEvent, WorkerStatus } from "../../sweep/sweep-executor.ts";
import type { Chunk, Trial, TrialProgress, TrialRecord } from "../../sweep/trial.ts";
import { asError } from "../file/as-error.ts";
import { encodeShardLine } from "./shard-line.ts";
import { shardWriter } from "./shard-writer.ts";
import type { SweepSite } from "./sweep-site.ts";
import { type TrialOrder, type TrialReport, type TrialThreadData, word } from "./trial-thread-protocol.ts";

/** How a thread for trials is made. */
export interface TrialThreadOptions {
  /** Name of the worker in status and messages. */
  readonly name: string;
  readonly site: Pick<SweepSite, "plan" | "found" | "assets">;
  /** The shard that it alone writes; without one, lines go to `onLines`. */
  readonly shard?: string;
  readonly onEvent: (event: SweepEvent) => void;
  /** Makes lines safe; they are told as recorded when it resolves. */
  readonly onLines?: (lines: readonly string[], trials: readonly Recorded[]) => Promise<void>;
}

/** What became of a chunk. */
export interface ChunkEnd {
  /** Trials without a record: the thread was told to stop. */
  readonly missing: readonly Trial[];
  /** Where the first of them was interrupted. */
  readonly progress?: TrialProgress;
}

/** One worker thread that makes trials and nothing else, replaced when it dies. */
export interface TrialThread {
  /** Resolves once study and engine are loaded. @errors one sentence where they cannot be */
  ready(): Promise<void>;
  /**
   * Makes the trials of a chunk, after those handed over before; resolves when each has a safe record, or the thread was told to stop.
   *
   * A trial that takes the thread with it (out of memory, an exit) is tried once more and then recorded as failed; one that goes past the
   * sweep's wall clock without looking up is recorded as unfinished. The others of the chunk are made all the same.
   *
   * @errors one sentence where the thread cannot start, or the disk refuses a record
   */
  perform(chunk: Chunk, from?: TrialProgress): Promise<ChunkEnd>;
  status(): WorkerStatus;
  /** Makes all that is handed over end within about a second, records safe. */
  stop(): void;
  /** Ends the thread. */
  end(): Promise<void>;
}

/** Milliseconds that a thread has to stop by itself, and past the limit of a trial. */
const patience = 1000;
/** Milliseconds between two looks at a thread that works. */
const watch = 100;
/** Times that a trial may take a thread with it. */
const lives = 2;

interface Job {
  readonly serial: number;
  /** As the present thread has it. */
  chunk: Chunk;
  readonly left: Map<string, Trial>;
  from: TrialProgress | undefined;
  readonly resolve: (end: ChunkEnd) => void;
  readonly reject: (error: Error) => void;
  ended: boolean;
}

/** Starts a thread for the trials of a sweep. */
export function trialThread(options: TrialThreadOptions): TrialThread {
  const { name, site, onEvent } = options;
  const { plan, found } = site;
  const { seconds, memory } = plan.file.budget;
  const flags = new Int32Array(new SharedArrayBuffer(16));
  const data: TrialThreadData = {
    place: { name: found.name, from: found.from, path: found.path },
    backend: plan.backend,
    assets: site.assets,
    memory: memory === undefined ? undefined : memory * 2 ** 20,
    keep: plan.keep,
    stop: plan.stop,
    seconds,
    shard: options.shard ?? null,
    flags,
  };
  const jobs: Job[] = [];
  const deaths = new Map<string, number>();
  let serial = 0;
  let recorded = 0;
  let refused: Error | undefined;
  let ending = false;
  /** The trial that is ended for taking too long. */
  let overtime: string | undefined;
  let fault: string | undefined;
  let started = false;
  let seen = "";
  let since = 0;
  const told = { resolve: () => {}, reject: (_error: Error) => {} };
  const readiness = new Promise<void>((resolve, reject) => {
    Object.assign(told, { resolve, reject });
  });
  readiness.catch(() => undefined);
  let worker = spawn();

  const timer = setInterval(look, watch).unref();

  function spawn(): Worker {
    started = false;
    fault = undefined;
    overtime = undefined;
    Atomics.store(flags, word.trial, 0);
    const made = new Worker(entry(), {
      workerData: data,
      ...(memory === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: Math.max(128, memory) } }),
    });
    made.on("message", (report: TrialReport) => hear(report));
    made.on("error", (error: NodeJS.ErrnoException) => {
      fault = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "it ran out of memory" : reason(error);
    });
    made.on("exit", () => gone());
    if (jobs.length === 0) made.unref();
    return made;
  }

  /** Has the thread been at one trial for too long, without looking up? */
  function look(): void {
    const at = current();
    if (at === undefined) {
      seen = "";
      return;
    }
    const key = `${at.job.serial} ${at.index}`;
    if (key !== seen) {
      seen = key;
      since = performance.now();
    } else if (overtime === undefined && performance.now() - since > 1000 * seconds + patience) {
      overtime = at.trial.id;
      void worker.terminate();
    }
  }

  function current(): { readonly job: Job; readonly index: number; readonly trial: Trial } | undefined {
    const index = Atomics.load(flags, word.trial) - 1;
    if (index < 0) return undefined;
    const at = Atomics.load(flags, word.chunk);
    const job = jobs.find((each) => each.serial === at);
    const trial = job?.chunk.trials[index];
    return job === undefined || trial === undefined ? undefined : { job, index, trial };
  }

  function hear(report: TrialReport): void {
    switch (report.kind) {
      case "ready":
        started = true;
        told.resolve();
        onEvent({ kind: "worker", worker: name, state: "ready" });
        break;
      case "refused":
        refuse(misuse(`worker ${name}`, report.reason.replace(/\.$/, "")));
        break;
      case "fault":
        refuse(misuse(report.where, report.wanted, undefined, report.advice));
        break;
      case "recorded":
        if (report.lines === undefined) safe(report.trials);
        else hand(report.lines, report.trials).catch((error: unknown) => refuse(asError(error)));
        break;
      case "ended": {
        const job = jobs.find((each) => each.serial === report.serial);
        if (job === undefined) break;
        job.ended = true;
        job.from = report.progress;
        settle();
      }
    }
  }

  async function hand(lines: readonly string[], trials: readonly Recorded[]): Promise<void> {
    if (options.onLines === undefined) throw new Error("a thread without a shard needs onLines");
    await options.onLines(lines, trials);
    safe(trials);
  }

  function safe(trials: readonly Recorded[]): void {
    recorded += trials.length;
    for (const { trial } of trials) for (const job of jobs) job.left.delete(trial);
    onEvent({ kind: "recorded", worker: name, trials });
    settle();
  }

  /** Ends the jobs that have nothing left, in order. */
  function settle(): void {
    const stopping = Atomics.load(flags, word.stop) !== 0;
    for (const job of jobs.filter(({ left, ended }) => left.size === 0 || (ended && stopping))) {
      jobs.splice(jobs.indexOf(job), 1);
      job.resolve({ missing: [...job.left.values()], ...(job.from === undefined ? {} : { progress: job.from }) });
    }
    if (jobs.length === 0) worker.unref();
  }

  function refuse(error: Error): void {
    refused ??= error;
    told.reject(refused);
    for (const job of jobs.splice(0)) job.reject(refused);
  }

  /** The thread is gone: what it had is made by another, but for a trial that has taken two with it or outstayed its time. */
  function gone(): void {
    const at = current();
    Atomics.store(flags, word.trial, 0);
    if (refused !== undefined || ending) {
      for (const job of jobs.splice(0)) job.resolve({ missing: [...job.left.values()] });
      return;
    }
    if (!started) {
      refuse(misuse(`worker ${name}`, `it could not start: ${fault ?? "it ended at once"}`));
      return;
    }
    if (Atomics.load(flags, word.stop) !== 0) {
      for (const job of jobs.splice(0)) job.resolve({ missing: [...job.left.values()] });
      return;
    }
    const blamed = overtime === undefined ? at?.trial : at?.trial.id === overtime ? at.trial : undefined;
    const why = overtime === undefined ? (fault ?? "it ended itself") : outOfTime(seconds);
    onEvent({ kind: "worker", worker: name, state: "gone", reason: why });
    follow(blamed, why).catch((error: unknown) => refuse(asError(error)));
  }

  /** Records what a lost thread leaves to be recorded, and starts the next. */
  async function follow(blamed: Trial | undefined, why: string): Promise<void> {
    if (blamed !== undefined) {
      const count = (deaths.get(blamed.id) ?? 0) + 1;
      deaths.set(blamed.id, count);
      if (overtime !== undefined) await write(failedRecord(blamed, why, "unfinished"), performance.now() - since);
      else if (count >= lives) await write(failedRecord(blamed, `its worker died: ${why}`), 0);
    }
    if (ending) return;
    worker = spawn();
    for (const job of jobs) post(job);
  }

  /** Writes a record in the place of a thread that is gone. */
  async function write(record: TrialRecord, took: number): Promise<void> {
    const trials = [{ trial: record.trial, status: record.status, reason: record.reason, took }];
    if (options.shard === undefined) return hand([encodeShardLine({ record, took })], trials);
    const shard = shardWriter(options.shard);
    try {
      shard.add({ record, took });
      shard.sync();
    } finally {
      shard.close();
    }
    safe(trials);
  }

  function post(job: Job): void {
    job.chunk = { id: job.chunk.id, trials: [...job.left.values()] };
    job.ended = false;
    Atomics.store(flags, word.posted, job.serial);
    worker.ref();
    const order: TrialOrder = { serial: job.serial, chunk: job.chunk, ...(job.from === undefined ? {} : { from: job.from }) };
    worker.postMessage(order);
  }

  return {
    ready: () => readiness,
    perform(chunk, from) {
      if (refused !== undefined) return Promise.reject(refused);
      if (chunk.trials.length === 0) return Promise.resolve({ missing: [] });
      return new Promise((resolve, reject) => {
        serial += 1;
        const left = new Map(chunk.trials.map((trial) => [trial.id, trial]));
        const job: Job = { serial, chunk, left, from, resolve, reject, ended: false };
        jobs.push(job);
        post(job);
      });
    },
    status() {
      const at = current();
      const state = !started ? "starting" : at === undefined ? "idle" : "running";
      const ago = at === undefined || `${at.job.serial} ${at.index}` !== seen ? 0 : performance.now() - since;
      return { worker: name, state, recorded, ...(at === undefined ? {} : { trial: at.trial.id, since: ago }) };
    },
    stop() {
      Atomics.store(flags, word.stop, 1);
      setTimeout(() => {
        if (jobs.length > 0) void worker.terminate();
      }, patience).unref();
    },
    async end() {
      ending = true;
      clearInterval(timer);
      await worker.terminate();
    },
  };
}

/** The compiled entry, also where this file is read as TypeScript (a worker thread reads none). */
function entry(): URL {
  const here = import.meta.url;
  return here.endsWith(".ts") ? new URL("../../../dist/node/sweep/trial-worker.js", here) : new URL("./trial-worker.js", here);
}
