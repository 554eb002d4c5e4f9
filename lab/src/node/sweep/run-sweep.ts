import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "@overparam/core";
import type { Abort } from "../../plan/executor.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { failedRecord } from "../../sweep/run-trial.ts";
import type { SweepEvent, SweepExecutor } from "../../sweep/sweep-executor.ts";
import type { SweepPlan } from "../../sweep/sweep-plan.ts";
import type { Trial } from "../../sweep/trial.ts";
import { asError } from "../file/as-error.ts";
import { lockFolder } from "../file/lock-folder.ts";
import { makeFolder } from "../file/make-folder.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { eventLog } from "../folder/event-log.ts";
import { codeHash } from "../studies/code-hash.ts";
import { provenance } from "../studies/provenance.ts";
import { type Compacted, compactSweep } from "./compact-sweep.ts";
import { readCompacted } from "./read-compacted.ts";
import { shardWriter } from "./shard-writer.ts";
import { pinned } from "./pinned-backend.ts";
import { sweepChanges } from "./sweep-changes.ts";
import type { ReasonCount } from "./reason-tally.ts";
import { generationOf, readSweep, shardFolder, storedSweep, sweepFiles, type TrialCounts, writeSweep } from "./sweep-json.ts";
import { trialPace } from "./pace-of-trials.ts";
import type { SweepProgress } from "./sweep-progress.ts";
import type { ExecutorFactory, SweepSite } from "./sweep-site.ts";
import { type TrialLedger, trialLedger } from "./trial-ledger.ts";

/** What `runSweep` is asked to do. */
export interface SweepRun extends Omit<SweepSite, "shards"> {
  readonly executor: ExecutorFactory;
  /** Make failed trials again, too. */
  readonly retry?: boolean;
  readonly onEvent?: (event: SweepRunEvent) => void;
  readonly signal?: Abort;
}

/** What happens in a sweep. */
export type SweepRunEvent =
  | SweepEvent
  /** The folder is read: how many trials there are to make, and what has changed since it was last started. */
  | {
      readonly kind: "opened";
      readonly executor: string;
      readonly todo: number;
      readonly counts: TrialCounts;
      readonly foreign: TrialCounts;
      readonly shards: string;
      readonly damaged: TrialLedger["reading"]["damaged"];
      readonly changes: readonly string[];
    }
  /** About once a second. */
  | { readonly kind: "progress"; readonly progress: SweepProgress }
  | { readonly kind: "compacting" };

/** How a sweep ended. */
export interface SweepEnd {
  readonly counts: TrialCounts;
  /** Trials by status and reason, the most frequent first. */
  readonly reasons: readonly ReasonCount[];
  /** Trials without a record, or unfinished. */
  readonly left: number;
  /** Trials that were made now. */
  readonly made: number;
  /** Why it stopped early; null where it did not. */
  readonly stopped: "told to" | "failures" | null;
  /** What the tables hold; null where it was stopped, and they were not made. */
  readonly compacted: Compacted | null;
}

/** Times that trials are handed over with nothing coming of any. */
const rounds = 3;
const lostReason = `its worker went away ${rounds} times`;
/** Milliseconds between two tellings of progress. */
const beat = 1000;

/**
 * Makes every trial of a sweep that has no record yet, in a folder that this process alone may run, and then its tables.
 *
 * Trials that the folder holds are not made again, whoever made them and however the last attempt ended; a change of code, or of what is kept, leaves
 * older records alone and begins new ones.
 *
 * @errors one sentence: another process runs the sweep, the disk is full, a worker cannot start; what is recorded stays
 */
export async function runSweep(run: SweepRun): Promise<SweepEnd> {
  const { folder, plan, found } = run;
  const made = makeFolder(folder);
  try {
    const lock = lockFolder(folder);
    try {
      return await withLock(run, codeHash(found.path));
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!existsSync(join(folder, sweepFiles.sweep))) made.undo();
    throw error;
  }

  async function withLock({ retry = false, signal, onEvent = () => {} }: SweepRun, code: string): Promise<SweepEnd> {
    const generation = generationOf(code, plan.keep);
    const shards = shardFolder(folder, generation);
    const before = readSweep(folder);
    if (before !== undefined) pinned(folder, before, plan.backend);
    const ledger = trialLedger(plan, shards);
    const stored = storedSweep(plan, { generation, code, foreign: ledger.foreign, place: found, files: run.files });
    const changes = before === undefined ? [] : sweepChanges(before, stored);
    if (before === undefined || canonicalJson(before) !== canonicalJson(JSON.parse(encodeJson(stored)))) writeSweep(folder, stored);
    const wanted = (index: number): boolean => {
      const status = ledger.status(index);
      return status === undefined || status === "unfinished" || (retry && status === "failed");
    };
    let todo = 0;
    for (let index = 0; index < plan.trials; index++) if (wanted(index)) todo += 1;
    const events = eventLog(folder);
    try {
      const executor = await run.executor({ folder, shards, plan, found, assets: run.assets, files: run.files });
      try {
        onEvent({
          kind: "opened",
          executor: executor.name,
          todo,
          counts: { ...ledger.counts },
          foreign: ledger.foreign,
          shards,
          damaged: ledger.reading.damaged,
          changes,
        });
        if (todo === 0) return { ...tally(ledger, plan), made: 0, stopped: null, compacted: compact(ledger, 0) };
        events.tell("started", { ...provenance(), id: plan.id, code, executor: executor.name, todo, retry, changes });
        const end = await work(executor, todo, wanted);
        events.tell("ended", { made: end.made, stopped: end.stopped, ...ledger.counts });
        return { ...tally(ledger, plan), ...end, compacted: end.stopped === null ? compact(ledger, end.made) : null };
      } finally {
        await executor.close();
      }
    } finally {
      events.close();
    }

    function compact(of: TrialLedger, made: number): Compacted {
      const known = readCompacted(folder, stored);
      // The reading is of the start: it says nothing of what was made since.
      if (made === 0 && known !== undefined && covers(known, of)) return known;
      onEvent({ kind: "compacting" });
      return compactSweep(folder, plan, generation, (trial) => of.index(trial));
    }

    async function work(
      executor: SweepExecutor,
      count: number,
      wants: (index: number) => boolean,
    ): Promise<Pick<SweepEnd, "made" | "stopped">> {
      const begun = performance.now();
      const pace = trialPace(begun);
      /** Milliseconds that each worker has spent on trials. */
      const busy = new Map<string, number>();
      const limit = plan.file.stop.failures;
      let made = 0;
      let failures = 0;
      let stopped: SweepEnd["stopped"] = null;
      const hear = (event: SweepEvent): void => {
        onEvent(event);
        if (event.kind === "note") events.tell("note", { text: event.text });
        if (event.kind === "worker" && event.state === "gone") events.tell("worker gone", { worker: event.worker, reason: event.reason });
        if (event.kind !== "recorded") return;
        made += event.trials.length;
        for (const { trial, status, reason, took } of event.trials) {
          busy.set(event.worker, (busy.get(event.worker) ?? 0) + took);
          ledger.enter(trial, status, reason);
          if (status === "failed") failures += 1;
        }
        if (limit !== undefined && failures >= limit && stopped === null) {
          stopped = "failures";
          void executor.cancel();
        }
      };
      const report = async (): Promise<void> => {
        const { waiting, workers } = await executor.status();
        const now = performance.now();
        const progress: SweepProgress = {
          at: new Date().toISOString(),
          pid: process.pid,
          host: hostname(),
          executor: executor.name,
          todo: count,
          made,
          // Measured by a clock that only goes forward.
          seconds: (now - begun) / 1000,
          rate: pace.rate(now, made),
          waiting,
          workers: workers.map((worker) => ({
            ...worker,
            load: Math.min(1, ((busy.get(worker.worker) ?? 0) + (worker.since ?? 0)) / Math.max(1, now - begun)),
          })),
          counts: { ...ledger.counts },
          reasons: ledger.reasons(),
        };
        writeAtomic(join(folder, sweepFiles.progress), `${encodeJson(progress)}\n`, false);
        onEvent({ kind: "progress", progress });
      };
      let fault: Error | undefined;
      const timer = setInterval(() => {
        report().catch((error: unknown) => {
          fault ??= asError(error);
          void executor.cancel();
        });
      }, beat);
      try {
        await executor.submit(trialsOf(plan, wants), count);
        for (let round = 1; ; round++) {
          const before = made;
          const { missing, progressed = false } = await executor.collect(hear, signal);
          // A node or a server that dies takes innocent trials with it: only a round that brings nothing speaks against those that are left.
          if (made > before || progressed) round = 0;
          if (fault !== undefined) throw fault;
          if (signal?.aborted === true) return { made, stopped: "told to" };
          if (stopped !== null || missing.length === 0) break;
          if (round === rounds) {
            writeLost(shards, missing);
            for (const { id } of missing) ledger.enter(id, "failed", lostReason);
            made += missing.length;
            break;
          }
          await executor.submit(missing, missing.length);
        }
        await report();
        return { made, stopped };
      } finally {
        clearInterval(timer);
      }
    }
  }
}

function* trialsOf(plan: SweepPlan, wanted: (index: number) => boolean): Iterable<Trial> {
  for (let index = 0; index < plan.trials; index++) if (wanted(index)) yield plan.trial(index);
}

/** Records, by the coordinator, of trials that came back without one again and again. */
function writeLost(shards: string, missing: readonly Trial[]): void {
  const shard = shardWriter(join(shards, "coordinator.jsonl"));
  try {
    for (const trial of missing) shard.add({ record: failedRecord(trial, lostReason), took: 0 });
    shard.sync();
  } finally {
    shard.close();
  }
}

function tally(ledger: TrialLedger, plan: SweepPlan): Pick<SweepEnd, "counts" | "reasons" | "left"> {
  const { done, failed, unfinished } = ledger.counts;
  return { counts: { done, failed, unfinished }, reasons: ledger.reasons(), left: plan.trials - done - failed };
}

/** Do the tables hold what the shards hold? */
function covers({ bytes }: Compacted, { reading }: TrialLedger): boolean {
  return canonicalJson(bytes) === canonicalJson(reading.bytes);
}
