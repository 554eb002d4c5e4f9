import { misuse } from "@overparam/core";
import { assetKeys, findStudy, loadAsset, readRun, readRunConfig, resumeRun } from "@overparam/lab/node";
import type { ResumeOptions } from "../commands/resume.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { findRecords } from "../options/find-records.ts";
import { studyFolders } from "../options/find-studies.ts";
import { loadBackend } from "../options/load-backend.ts";
import { endRun } from "./end-run.ts";
import { watchRun } from "./watch-run.ts";

/** Goes on with a run from its last checkpoint. */
export async function resume({ terminal, signal }: Host, name: string, options: ResumeOptions): Promise<number> {
  const folder = findRecords(name, options.runs);
  const stored = readRunConfig(folder, "run");
  const dirs = studyFolders(options.studies);
  const { study } = await findStudy(stored.study, { dirs });
  const given = assetsGiven(options);
  if (given !== undefined && assetKeys(study).length === 0)
    throw misuse(study.id, "it takes no files", undefined, "leave out --teacher, --inputs and --graph");
  const engine = await loadBackend(stored.backend, terminal);
  try {
    const tell = options.json ? jsonEvents(terminal) : undefined;
    tell?.("resumed", { id: stored.id, study: study.id, backend: stored.backend, seed: stored.seed, folder });
    const watch = watchRun(study, engine, terminal, tell);
    try {
      const end = await resumeRun(folder, {
        study,
        engine,
        dirs,
        signal,
        onSample: watch.sample,
        onProgress: watch.progress,
        ...(given === undefined ? {} : { assets: given }),
      });
      watch.end();
      if (end.reused && tell === undefined) terminal.print("  This run is finished already: there is nothing to do.\n");
      return await endRun(study, { ...end, reused: false }, readRun(folder).record, engine, terminal, tell);
    } finally {
      watch.end();
    }
  } finally {
    engine.close();
  }
}

/** The files named on the command line, by the hash of their content; undefined when the run finds its own. */
function assetsGiven(options: ResumeOptions): ReadonlyMap<string, ReturnType<typeof loadAsset>["tensors"]> | undefined {
  const paths = [options.teacher, options.inputs, options.graph].filter((path) => path !== undefined);
  if (paths.length === 0) return undefined;
  return new Map(paths.map((path) => loadAsset(path)).map(({ hash, tensors }) => [hash, tensors]));
}
