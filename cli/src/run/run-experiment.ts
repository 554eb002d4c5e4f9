import { experimentIdentity, overall, type PlanSize, type Task, type TaskEvent } from "@overparam/lab";
import { experimentInFolder, runPlace } from "@overparam/lab/node";
import type { RunOptions } from "../commands/run.ts";
import { Interrupted } from "../faults/interrupted.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { nameFiles } from "../options/name-files.ts";
import { studyOrder } from "../options/study-order.ts";
import { heading, shortId } from "../verify/heading.ts";
import { tellTaskEvent } from "../verify/verification-json.ts";
import { watchTasks } from "../verify/watch.ts";
import { endExperiment } from "./end-experiment.ts";

/** The runs of an experiment over worker threads, its figures, and a page that shows them. */
export async function runExperiment(
  { terminal, signal }: Host,
  id: string,
  options: RunOptions & { readonly experiment: string },
): Promise<number> {
  const { experiment } = options;
  const { found, config, assets, files, seed, engine, again } = await studyOrder(id, options, terminal);
  const { study } = found;
  try {
    const planned = experimentIdentity({ study, config, seed, backend: engine.backend }, experiment);
    const folder = runPlace("experiment", study.id, planned, options.out);
    const tell = options.json ? jsonEvents(terminal) : undefined;
    const watch = watchTasks(study, engine, terminal);
    const begun = performance.now();
    try {
      const { result, reused, tasks } = await experimentInFolder({
        found,
        experiment,
        config,
        seed,
        engine,
        folder,
        assets,
        files,
        signal,
        ...(options.workers === undefined ? {} : { workers: options.workers }),
        ...(options.fresh === undefined ? {} : { fresh: options.fresh }),
        onPlanned(list: readonly Task[], size: PlanSize, known: number) {
          const parts = [
            experiment,
            engine.backend,
            ...(config.scale === "default" ? [] : [`${String(config.scale)} scale`]),
            `seed ${seed}`,
          ];
          if (tell === undefined) {
            terminal.print(`${heading(study, [...parts, `id ${shortId(planned)}`], terminal.columns(), terminal.paint)}\n`);
          } else {
            const { steps, bytes } = size;
            tell("planned", {
              id: planned,
              study: study.id,
              experiment,
              backend: engine.backend,
              seed,
              config,
              tasks: list.length,
              reused: known,
              steps,
              bytes,
            });
          }
          watch.plan(size);
        },
        onEvent(event: TaskEvent) {
          watch.see(event);
          if (tell !== undefined) tellTaskEvent(tell, event);
        },
      });
      const took = performance.now() - begun;
      watch.end();
      const command = ["overparam run", study.id, `--experiment ${experiment}`, ...again].join(" ");
      await endExperiment(study, result, { folder, command, took, reused, tasks }, engine, terminal, tell);
      return overall({ claims: [], failures: result.failures }).exit;
    } catch (error) {
      if (!(error instanceof Error && error.name === "Interrupted")) throw nameFiles(error, files);
      throw new Interrupted(`${error.message.replace(/\.$/, "")}; what is finished is kept; the same command goes on from there.`);
    } finally {
      watch.end();
    }
  } finally {
    engine.close();
  }
}
