import { runIdentity } from "@overparam/lab";
import { readRun, runPlace, startRun } from "@overparam/lab/node";
import type { RunOptions } from "../commands/run.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { nameFiles } from "../options/name-files.ts";
import { studyOrder } from "../options/study-order.ts";
import { heading, shortId } from "../verify/heading.ts";
import { endRun } from "./end-run.ts";
import { watchRun } from "./watch-run.ts";

/** One run in a folder of its own, watched on the terminal. */
export async function runStudy({ terminal, signal }: Host, id: string, options: RunOptions): Promise<number> {
  const { found, config, assets, files, seed, engine } = await studyOrder(id, options, terminal);
  const { study } = found;
  try {
    const run = runIdentity({ study, config, seed, backend: engine.backend });
    const folder = runPlace("run", study.id, run.id, options.out);
    const tell = options.json ? jsonEvents(terminal) : undefined;
    let begun = false;
    // Said when the first number is there: a run that is refused has no heading.
    const begin = (): void => {
      if (begun) return;
      begun = true;
      const parts = [engine.backend, `seed ${seed}`, `id ${shortId(run.id)}`];
      if (tell === undefined) terminal.print(`${heading(study, parts, terminal.columns(), terminal.paint)}\n`);
      else tell("started", { id: run.id, study: study.id, backend: engine.backend, seed, config, folder });
    };
    const watch = watchRun(study, engine, terminal, tell);
    try {
      const end = await startRun({
        study,
        config,
        seed,
        engine,
        folder,
        assets,
        files,
        signal,
        onSample(sample, last) {
          begin();
          watch.sample(sample, last);
        },
        onProgress: watch.progress,
        ...(options.checkpointEvery === undefined ? {} : { checkpointEvery: options.checkpointEvery }),
        ...(options.fresh === undefined ? {} : { fresh: options.fresh }),
      });
      watch.end();
      begin();
      return await endRun(study, end, readRun(end.folder).record, engine, terminal, tell);
    } catch (error) {
      throw nameFiles(error, files);
    } finally {
      watch.end();
    }
  } finally {
    engine.close();
  }
}
