import { overall, verificationIdentity } from "@overparam/lab";
import { runPlace, verifyInFolder } from "@overparam/lab/node";
import type { VerifyOptions } from "../commands/verify.ts";
import { Interrupted } from "../faults/interrupted.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { nameFiles } from "../options/name-files.ts";
import { studyOrder } from "../options/study-order.ts";
import { writeReport } from "../report/write-report.ts";
import { heading, shortId } from "./heading.ts";
import { tellVerification, tellVerifyEvent } from "./verification-json.ts";
import { verificationPage } from "./verification-page.ts";
import { watchTasks } from "./watch.ts";

/** The main job: runs, judges, prints the table, leaves a folder and a report. */
export async function verifyStudy({ terminal, signal }: Host, id: string, options: VerifyOptions): Promise<number> {
  const { found, config, assets, files, seed, engine, again } = await studyOrder(id, options, terminal);
  const { study } = found;
  try {
    const planned = verificationIdentity({ study, config, seed, backend: engine.backend }, options.counters);
    const folder = runPlace("verification", study.id, planned, options.out);
    const tell = options.json ? jsonEvents(terminal) : undefined;
    const watch = watchTasks(study, engine, terminal);
    const begun = performance.now();
    try {
      const { verification, reused, tasks } = await verifyInFolder({
        found,
        config,
        seed,
        engine,
        folder,
        assets,
        files,
        signal,
        counters: options.counters,
        ...(options.workers === undefined ? {} : { workers: options.workers }),
        ...(options.fresh === undefined ? {} : { fresh: options.fresh }),
        onEvent(event) {
          if (event.kind === "planned" && tell === undefined) {
            const parts = [engine.backend, ...(config.scale === "default" ? [] : [`${String(config.scale)} scale`]), `seed ${seed}`];
            terminal.print(`${heading(study, [...parts, `id ${shortId(planned)}`], terminal.columns(), terminal.paint)}\n`);
          }
          if (event.kind === "planned") {
            watch.plan(event.size, event.plan.claims.find(({ claim }) => claim === study.lab.slope?.claim)?.runs);
          } else if (event.kind !== "judged") watch.see(event);
          if (tell !== undefined) tellVerifyEvent(tell, event);
        },
      });
      const took = performance.now() - begun;
      watch.end();
      const report = await writeReport(folder, study, verification, engine);
      const command = ["overparam verify", study.id, ...again, ...(options.counters ? [] : ["--no-counters"])].join(" ");
      if (tell !== undefined) tellVerification(tell, verification, { folder, report, milliseconds: took, reused });
      else
        terminal.print(
          verificationPage(
            study,
            verification,
            { report, command, took, reused, tasks, studies: options.studies },
            terminal.columns(),
            terminal.paint,
          ),
        );
      return overall(verification).exit;
    } catch (error) {
      if (!(error instanceof Error && error.name === "Interrupted")) throw nameFiles(error, files);
      const kept = "what is finished is kept; the same command goes on from there";
      throw new Interrupted(`${error.message.replace(/\.$/, "")}; ${kept}.`);
    } finally {
      watch.end();
    }
  } finally {
    engine.close();
  }
}
