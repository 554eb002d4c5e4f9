import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Assets, type Engine, misuse } from "@overparam/core";
import type { Abort, Executor, TaskEvent, TaskResult } from "../../plan/executor.ts";
import { runIdentity } from "../../plan/identity.ts";
import type { PlanSize } from "../../plan/size-plan.ts";
import type { Task } from "../../plan/task.ts";
import type { ResolvedFiles } from "../asset/resolve-files.ts";
import { lockFolder } from "../file/lock-folder.ts";
import { makeFolder } from "../file/make-folder.ts";
import { eventLog } from "../folder/event-log.ts";
import { type FolderKind, runFiles, writeRunConfig } from "../folder/run-config.ts";
import { placeState, runPlace } from "../folder/run-place.ts";
import { codeHash } from "../studies/code-hash.ts";
import type { FoundStudy } from "../studies/load-study.ts";
import { provenance } from "../studies/provenance.ts";
import { threadExecutor } from "../thread/thread-executor.ts";
import { finishedResults } from "./finished-results.ts";
import { storeResult } from "./store-result.ts";

/** What every ensemble of runs in a folder is asked. */
export interface EnsembleOrder {
  readonly found: FoundStudy;
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly engine: Engine;
  /** Worker threads; as many as the machine runs at once unless said otherwise. */
  readonly workers?: number;
  /** In place of worker threads. It is not closed. */
  readonly executor?: Executor;
  /** runs/STUDY/KIND-ID below the working folder unless said otherwise. */
  readonly folder?: string;
  readonly assets?: Assets;
  readonly files?: ResolvedFiles["files"];
  /** Compute every run, also those that the folder holds. */
  readonly fresh?: boolean;
  readonly signal?: Abort;
}

/** What sets one kind of ensemble apart. */
export interface EnsembleKind<T> {
  readonly kind: FolderKind;
  readonly id: string;
  /** What config.json says besides the identity. */
  readonly asked: { readonly counters?: boolean; readonly experiment?: string };
  /** The file that is written last; its presence means that the work is done. */
  readonly result: string;
  work(hands: EnsembleHands): Promise<T>;
  write(folder: string, outcome: T): void;
}

/** What the work is given, and whom it tells. */
export interface EnsembleHands {
  /** Who computes, what is at hand, who stops. */
  readonly given: {
    readonly executor: Executor;
    readonly assets?: Assets;
    readonly finished: (task: string) => TaskResult | undefined;
    readonly signal?: Abort;
  };
  planned(tasks: readonly Task[], size: PlanSize, reused: number): void;
  see(event: TaskEvent): void;
}

/** What was done and where it lies. */
export interface EnsembleFolder<T> {
  readonly outcome: T;
  readonly folder: string;
  /** Tasks that were taken from the folder, of `tasks`; whoever tells how long the work took must tell this too. */
  readonly reused: number;
  readonly tasks: number;
}

/**
 * Does the tasks of an ensemble over worker threads and keeps each in a folder as soon as it is finished.
 *
 * Done again, whether it was stopped or had ended, it computes only what is missing: the same id is the same number, provided that the
 * code is the same too (see finishedResults); `reused` says how many.
 *
 * @throws Interrupted when `signal` aborts; the folder then holds what was finished
 * @errors one sentence, and nothing left behind, where something is refused before the first run is finished
 */
export async function ensembleFolder<T>(
  order: EnsembleOrder,
  { kind, id, asked, result, work, write }: EnsembleKind<T>,
): Promise<EnsembleFolder<T>> {
  const { found, config, seed, engine, fresh = false } = order;
  const { study } = found;
  if (!Number.isSafeInteger(seed) || seed < 0) throw misuse(kind, "seed must be a whole number from 0 on", seed);
  const folder = order.folder ?? runPlace(kind, study.id, id);
  const before = placeState(folder, kind, id, result);
  const executor = order.executor ?? (await threads(order));
  const made = makeFolder(folder);
  let stored = 0;
  try {
    const lock = lockFolder(folder);
    try {
      const code = codeHash(found.path);
      const finished = fresh ? () => undefined : finishedResults(folder, code);
      writeRunConfig(folder, kind, id, runIdentity({ study, config, seed, backend: engine.backend }).identity, asked);
      const events = eventLog(folder);
      try {
        events.tell("started", { ...provenance(), code, workers: executor.workers, files: order.files ?? [] });
        let tasks = new Map<string, Task>();
        let known = 0;
        const begun = new Map<string, number>();
        const outcome = await work({
          given: {
            executor,
            finished,
            ...(order.assets === undefined ? {} : { assets: order.assets }),
            ...(order.signal === undefined ? {} : { signal: order.signal }),
          },
          planned(list, size, reused) {
            // Not finished until it is: a reader never takes old results for new ones.
            removeResults(folder, result, fresh);
            tasks = new Map(list.map((task) => [task.id, task]));
            known = reused;
            stored += reused;
            events.tell("planned", { tasks: tasks.size, reused, steps: size.steps, bytes: size.bytes });
          },
          see(event) {
            if (event.kind === "started") begun.set(event.task, Date.now());
            if (event.kind !== "finished") return;
            const { task, result: made } = event;
            const seconds = (Date.now() - (begun.get(task) ?? Date.now())) / 1000;
            storeResult(folder, study, tasks.get(task) as Task, made, { code, seconds });
            if (made.kind === "failed") events.tell("failed", { task, reason: made.reason, detail: made.detail });
            else {
              events.tell(made.kind === "run" ? "finished" : "constructed", { task, code, seconds });
              stored += 1;
            }
          },
        });
        write(folder, outcome);
        events.tell("written", { file: result });
        return { outcome, folder, reused: known, tasks: tasks.size };
      } finally {
        events.close();
      }
    } catch (error) {
      if (stored === 0 && before === "free") {
        removeResults(folder, result, true);
        for (const name of [runFiles.events, runFiles.config]) rmSync(join(folder, name), { force: true });
      }
      throw error;
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!existsSync(join(folder, runFiles.config))) made.undo();
    throw error;
  } finally {
    if (order.executor === undefined) await executor.close();
  }
}

function threads(order: EnsembleOrder): Promise<Executor> {
  return threadExecutor({
    backend: order.engine.backend,
    studies: [order.found],
    memory: order.engine.memory.limit,
    ...(order.workers === undefined ? {} : { workers: order.workers }),
    ...(order.assets === undefined ? {} : { assets: order.assets }),
  });
}

function removeResults(folder: string, result: string, all: boolean): void {
  for (const name of [result, "figures", "report.html", ...(all ? ["runs", "constructed"] : [])]) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
