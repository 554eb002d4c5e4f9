import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Assets, type Engine, Misuse, misuse, type Study } from "@overparam/core";
import { runIdentity } from "../../plan/identity.ts";
import { prepare } from "../../run/prepare.ts";
import { asError } from "../file/as-error.ts";
import { lockFolder } from "../file/lock-folder.ts";
import { makeFolder } from "../file/make-folder.ts";
import type { ResolvedFiles } from "../asset/resolve-files.ts";
import { provenance } from "../studies/provenance.ts";
import { clearRun } from "./clear-run.ts";
import { type DrivenRun, type Driving, driveRun } from "./drive-run.ts";
import { eventLog } from "./event-log.ts";
import { placeState, runPlace } from "./run-place.ts";
import { runFiles, writeRunConfig } from "./run-config.ts";

/** What `startRun` is asked to do. */
export interface RunOrder extends Driving {
  readonly study: Study;
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly engine: Engine;
  /** runs/STUDY/ID below the working folder unless said otherwise. */
  readonly folder?: string;
  readonly assets?: Assets;
  /** Where the assets were read from; written into events.jsonl, so that `resume` finds them. */
  readonly files?: ResolvedFiles["files"];
  /** Compute again what the folder holds already. */
  readonly fresh?: boolean;
}

/** What `startRun` and `resumeRun` give back; `readRun(folder)` gives the numbers. */
export interface RunEnd extends DrivenRun {
  readonly folder: string;
  readonly id: string;
  /** The folder held the finished run already; nothing was computed. */
  readonly reused: boolean;
}

/**
 * Makes one run in a folder of its own. Stopped by `signal`, it ends unfinished and resumable.
 *
 * @errors one sentence, and nothing left behind, where the study refuses the config, the engine its size, or the disk the folder
 */
export async function startRun(order: RunOrder): Promise<RunEnd> {
  const { study, config, seed, engine } = order;
  if (!Number.isSafeInteger(seed) || seed < 0) throw misuse("run", "seed must be a whole number from 0 on", seed);
  const { id, identity } = runIdentity({ study, config, seed, backend: engine.backend });
  const folder = order.folder ?? runPlace("run", study.id, id);
  const state = placeState(folder, "run", id);
  if (state === "finished" && order.fresh !== true) return { folder, id, finished: true, reused: true, iteration: 0, steps: 0 };
  if (state === "unfinished" && order.fresh !== true) {
    throw misuse(
      folder,
      "the folder holds this run, unfinished",
      undefined,
      `go on with overparam resume ${folder}, or begin again with --fresh`,
    );
  }
  const task = { id, study: study.id, config, seed, backend: engine.backend, kind: "run" as const };
  const setup = prepare(study, task, engine, order.assets ?? new Map());
  try {
    const made = makeFolder(folder);
    try {
      const lock = lockFolder(folder);
      try {
        clearRun(folder);
        writeRunConfig(folder, "run", id, identity);
        const events = eventLog(folder);
        try {
          events.tell("started", { ...provenance(), iteration: 0, files: order.files ?? [] });
          return { folder, id, reused: false, ...(await driveRun(folder, id, study, setup, engine, undefined, events, order)) };
        } finally {
          events.close();
        }
      } catch (error) {
        if (existsSync(join(folder, runFiles.checkpoint))) throw resumable(error, folder);
        clearRun(folder);
        throw error;
      } finally {
        lock.release();
      }
    } catch (error) {
      if (!existsSync(join(folder, runFiles.config))) made.undo();
      throw error;
    }
  } finally {
    setup.problem.objective.close();
  }
}

/** Says that what is there is not lost. */
export function resumable(error: unknown, folder: string): Error {
  if (!(error instanceof Misuse)) return asError(error);
  return misuse(error.where, error.wanted, error.got, `${error.advice ?? "correct it"}, with overparam resume ${folder}`);
}
