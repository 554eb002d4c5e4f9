import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Assets, type Engine, misuse } from "@overparam/core";
import type { Verification } from "../../judge/verification.ts";
import { type VerifyEvent, verify } from "../../judge/verify.ts";
import type { Abort, Executor, TaskResult } from "../../plan/executor.ts";
import { runIdentity, verificationIdentity } from "../../plan/identity.ts";
import type { Task } from "../../plan/task.ts";
import type { ResolvedFiles } from "../asset/resolve-files.ts";
import { lockFolder } from "../file/lock-folder.ts";
import { makeFolder } from "../file/make-folder.ts";
import { eventLog } from "../folder/event-log.ts";
import { runFiles, writeRunConfig } from "../folder/run-config.ts";
import { placeState, runPlace } from "../folder/run-place.ts";
import { codeHash } from "../studies/code-hash.ts";
import type { FoundStudy } from "../studies/load-study.ts";
import { provenance } from "../studies/provenance.ts";
import { threadExecutor } from "../thread/thread-executor.ts";
import { finishedResults } from "./finished-results.ts";
import { storeResult } from "./store-result.ts";
import { verificationFiles } from "./verification-files.ts";
import { writeVerificationResult } from "./verification-result.ts";

/** What `verifyInFolder` is asked to do. */
export interface VerifyFolderOrder {
  readonly found: FoundStudy;
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly engine: Engine;
  /** Worker threads; as many as the machine runs at once unless said otherwise. */
  readonly workers?: number;
  /** In place of worker threads. It is not closed. */
  readonly executor?: Executor;
  /** runs/STUDY/verify-ID below the working folder unless said otherwise. */
  readonly folder?: string;
  readonly assets?: Assets;
  readonly files?: ResolvedFiles["files"];
  readonly counters?: boolean;
  /** Compute every run, also those that the folder holds. */
  readonly fresh?: boolean;
  readonly onEvent?: (event: VerifyEvent) => void;
  readonly signal?: Abort;
}

/** A verification and where it lies. */
export interface VerifiedFolder {
  readonly verification: Verification;
  readonly folder: string;
  /** Tasks that were taken from the folder, of `tasks`; whoever tells how long a verification took must tell this too. */
  readonly reused: number;
  readonly tasks: number;
}

/**
 * The main job on Node: verifies over worker threads and leaves a folder that can be read, reported and judged again.
 *
 * Every run is on disk as soon as it is finished. Done again, whether it was stopped or had ended, it computes only what is missing:
 * the same id is the same number, provided that the code is the same too (see finishedResults); `reused` says how many.
 *
 * @throws Interrupted when `signal` aborts; the folder then holds what was finished
 * @errors one sentence, and nothing left behind, where something is refused before the first run is finished
 */
export async function verifyInFolder(order: VerifyFolderOrder): Promise<VerifiedFolder> {
  const { found, config, seed, engine } = order;
  const { study } = found;
  const counters = order.counters ?? true;
  if (!Number.isSafeInteger(seed) || seed < 0) throw misuse("verify", "seed must be a whole number from 0 on", seed);
  const of = { study, config, seed, backend: engine.backend };
  const id = verificationIdentity(of, counters);
  const folder = order.folder ?? runPlace("verification", study.id, id);
  const before = placeState(folder, "verification", id, verificationFiles.result);
  const executor = order.executor ?? (await threads(order));
  const made = makeFolder(folder);
  let stored = 0;
  try {
    const lock = lockFolder(folder);
    try {
      const code = codeHash(found.path);
      const finished = order.fresh === true ? () => undefined : finishedResults(folder, code);
      writeRunConfig(folder, "verification", id, runIdentity(of).identity, { counters });
      const events = eventLog(folder);
      try {
        events.tell("started", { ...provenance(), code, workers: executor.workers, files: order.files ?? [] });
        let tasks = new Map<string, Task>();
        let reused = 0;
        const begun = new Map<string, number>();
        const onEvent = (event: VerifyEvent) => {
          if (event.kind === "planned") {
            // Not finished until it is: a reader never takes old verdicts for new ones.
            removeResults(folder, order.fresh === true);
            tasks = new Map(event.plan.tasks.map((task) => [task.id, task]));
            reused = event.reused;
            stored += event.reused;
            events.tell("planned", { tasks: tasks.size, reused, steps: event.size.steps, bytes: event.size.bytes });
          } else if (event.kind === "started") begun.set(event.task, Date.now());
          else if (event.kind === "finished") {
            const seconds = (Date.now() - (begun.get(event.task) ?? Date.now())) / 1000;
            keep(event.task, event.result, seconds);
          }
          order.onEvent?.(event);
        };
        const keep = (task: string, result: TaskResult, seconds: number) => {
          storeResult(folder, study, tasks.get(task) as Task, result, { code, seconds });
          if (result.kind === "failed") events.tell("failed", { task, reason: result.reason, detail: result.detail });
          else {
            events.tell(result.kind === "run" ? "finished" : "constructed", { task, code, seconds });
            stored += 1;
          }
        };
        const verification = await verify({
          study,
          config,
          seed,
          engine,
          executor,
          counters,
          finished,
          onEvent,
          ...(order.assets === undefined ? {} : { assets: order.assets }),
          ...(order.signal === undefined ? {} : { signal: order.signal }),
        });
        writeVerificationResult(folder, verification);
        events.tell("judged");
        return { verification, folder, reused, tasks: tasks.size };
      } finally {
        events.close();
      }
    } catch (error) {
      if (stored === 0 && before === "free") {
        removeResults(folder, true);
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

function threads(order: VerifyFolderOrder): Promise<Executor> {
  return threadExecutor({
    backend: order.engine.backend,
    studies: [order.found],
    memory: order.engine.memory.limit,
    ...(order.workers === undefined ? {} : { workers: order.workers }),
    ...(order.assets === undefined ? {} : { assets: order.assets }),
  });
}

function removeResults(folder: string, all: boolean): void {
  for (const name of [verificationFiles.result, "figures", "report.html", ...(all ? ["runs", "constructed"] : [])]) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
