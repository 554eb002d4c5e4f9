import { judgeVerification, overall } from "@overparam/lab";
import { findStudy, readExperiment, readRun, readRunConfig, readVerification } from "@overparam/lab/node";
import type { ReportOptions } from "../commands/report.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { findRecords } from "../options/find-records.ts";
import { studyFolders } from "../options/find-studies.ts";
import { loadBackend } from "../options/load-backend.ts";
import { writeReport } from "../report/write-report.ts";
import { heading, shortId } from "../verify/heading.ts";
import { tellVerification } from "../verify/verification-json.ts";
import { verificationPage } from "../verify/verification-page.ts";
import { endExperiment } from "./end-experiment.ts";
import { endRun } from "./end-run.ts";

/** Judges a verification again from its records, or shows an experiment or a run, and writes the page. Computes no run. */
export async function report({ terminal }: Host, name: string, options: ReportOptions): Promise<number> {
  const folder = findRecords(name, options.runs);
  const stored = readRunConfig(folder);
  const { study } = await findStudy(stored.study, { dirs: studyFolders(options.studies) });
  const engine = await loadBackend("auto", terminal);
  const tell = options.json ? jsonEvents(terminal) : undefined;
  try {
    if (tell === undefined) {
      const parts = [
        ...(stored.experiment === undefined ? [] : [stored.experiment]),
        stored.backend,
        `seed ${stored.seed}`,
        `id ${shortId(stored.id)}`,
      ];
      terminal.print(`${heading(study, parts, terminal.columns(), terminal.paint)}\n`);
    }
    if (stored.kind === "run") {
      const { record, finished } = readRun(folder);
      if (finished) {
        const end = { folder, id: stored.id, finished, reused: false, iteration: record.outcome.iteration, steps: 0 };
        return await endRun(study, end, record, engine, terminal, tell, options.out);
      }
      const path = await writeReport(folder, study, { record, backend: stored.backend }, engine, options.out);
      if (tell === undefined) terminal.print(`  ${record.outcome.says}\n  report   ${path}`);
      else tell("ended", { id: stored.id, outcome: record.outcome, folder, report: path });
      return exitCode.ok;
    }
    if (stored.kind === "experiment") {
      const experiment = readExperiment(folder, study, engine.math);
      await endExperiment(study, experiment, { folder, out: options.out }, engine, terminal, tell);
      return overall({ claims: [], failures: experiment.failures }).exit;
    }
    const verification = judgeVerification(study, readVerification(folder), engine.math);
    const path = await writeReport(folder, study, verification, engine, options.out);
    const command = `overparam report ${folder}`;
    if (tell === undefined) {
      terminal.print(
        verificationPage(study, verification, { report: path, command, studies: options.studies }, terminal.columns(), terminal.paint),
      );
    } else tellVerification(tell, verification, { folder, report: path });
    return overall(verification).exit;
  } finally {
    engine.close();
  }
}
