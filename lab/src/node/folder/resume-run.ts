import { existsSync } from "node:fs";
import { type Assets, type Engine, misuse, type NamedTensors, type Study } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import { loadEngine } from "@overparam/kernels/node";
import { prepare } from "../../run/prepare.ts";
import { loadAsset } from "../asset/load-asset.ts";
import { isDataReference } from "../data/data-reference.ts";
import { lockFolder } from "../file/lock-folder.ts";
import type { Discovery } from "../studies/discover-studies.ts";
import { findStudy } from "../studies/find-study.ts";
import { provenance } from "../studies/provenance.ts";
import { readCheckpoint } from "./checkpoint-file.ts";
import { type Driving, driveRun } from "./drive-run.ts";
import { eventLog, readEvents } from "./event-log.ts";
import { readResult } from "./result-file.ts";
import { type RunConfig, readRunConfig } from "./run-config.ts";
import { type RunEnd, resumable } from "./start-run.ts";

/** What `resumeRun` may be told; it finds the study, the engine and the files of the run itself where they are not given. */
export interface ResumeOrder extends Driving, Discovery {
  readonly study?: Study;
  readonly engine?: Engine;
  readonly assets?: Assets;
}

/**
 * Goes on with an unfinished run: cuts metrics.jsonl to the last checkpoint and continues from it. The finished files are byte for byte
 * those of a run that never stopped.
 *
 * @errors one sentence where the folder is of another version of the study or the numerics, its backend is not on this machine, or a file
 *   that the run needs is gone or changed
 */
export async function resumeRun(folder: string, order: ResumeOrder = {}): Promise<RunEnd> {
  const config = readRunConfig(folder, "run");
  const study = order.study ?? (await findStudy(config.study, order)).study;
  refuseOther(folder, config, study);
  if (readResult(folder) !== undefined) return { folder, id: config.id, finished: true, reused: true, iteration: 0, steps: 0 };
  const engine = order.engine ?? (await loadEngine({ backend: config.backend }));
  try {
    if (engine.backend !== config.backend) {
      throw misuse(
        folder,
        `the run was begun on ${config.backend} and goes on there only`,
        engine.backend,
        `use --backend ${config.backend}`,
      );
    }
    const assets = order.assets ?? assetsOf(folder, config);
    const task = {
      id: config.id,
      study: study.id,
      config: config.config,
      seed: config.seed,
      backend: config.backend,
      kind: "run" as const,
      ...(config.counter === undefined ? {} : { counter: config.counter }),
    };
    const lock = lockFolder(folder);
    try {
      const setup = prepare(study, task, engine, assets);
      const events = eventLog(folder);
      try {
        const from = readCheckpoint(folder);
        events.tell("resumed", { ...provenance(), iteration: from?.checkpoint.iteration ?? 0 });
        const driven = await driveRun(folder, config.id, study, setup, engine, from, events, order);
        return { folder, id: config.id, reused: false, ...driven };
      } catch (error) {
        throw resumable(error, folder);
      } finally {
        events.close();
        setup.problem.objective.close();
      }
    } finally {
      lock.release();
    }
  } finally {
    if (order.engine === undefined) engine.close();
  }
}

function refuseOther(folder: string, config: RunConfig, study: Study): void {
  if (config.study !== study.id) throw misuse(folder, `the run is of ${config.study}`, study.id, "resume it with its own study");
  const again = "its records can be read; for new numbers run it again with --out DIR";
  if (config.studyVersion !== study.version) {
    throw misuse(folder, `the run was begun with version ${config.studyVersion} of ${study.id}`, study.version, again);
  }
  if (config.numericsVersion !== numericsVersion) {
    throw misuse(folder, `the run was begun with version ${config.numericsVersion} of the numerics`, numericsVersion, again);
  }
}

/** The files that the run was begun with, from where they lay then; their content must be the same. */
function assetsOf(folder: string, config: RunConfig): Assets {
  const started = readEvents(folder).find(({ event }) => event === "started");
  const files = (started?.files ?? []) as readonly { readonly key: string; readonly path: string; readonly hash: string }[];
  const assets = new Map<string, NamedTensors>();
  for (const { key, path, hash } of files) {
    if (!Object.values(config.config).includes(hash)) continue;
    if (!isDataReference(path) && !existsSync(path))
      throw misuse(path, `the run needs this file for ${key}`, undefined, `put it back, or give it with --${key} FILE`);
    const loaded = loadAsset(path);
    if (loaded.hash !== hash) {
      throw misuse(
        path,
        `the run was begun with another content of this file (${hash.slice(0, 19)}…)`,
        loaded.hash.slice(0, 19),
        "put the old file back",
      );
    }
    assets.set(hash, loaded.tensors);
  }
  return assets;
}
