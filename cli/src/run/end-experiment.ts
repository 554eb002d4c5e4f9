import type { Engine, Study } from "@overparam/core";
import type { ExperimentResult } from "@overparam/lab";
import { exportRun } from "@overparam/lab/node";
import type { Tell } from "../json-events.ts";
import { writeReport } from "../report/write-report.ts";
import { duration } from "../terminal/duration.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { hang } from "../terminal/wrap.ts";
import { pairs } from "../verify/heading.ts";

/** What is known of an experiment besides its result. */
export interface ExperimentEnd {
  readonly folder: string;
  /** The command that gives the same numbers; left out where it was that of a report. */
  readonly command?: string;
  /** Milliseconds; left out when nothing was run. */
  readonly took?: number;
  readonly reused?: number;
  readonly tasks?: number;
  /** Where the page goes; into the folder unless said otherwise. */
  readonly out?: string | undefined;
}

/** Writes the figures and the page of an experiment and says what was made. */
export async function endExperiment(
  study: Study,
  result: ExperimentResult,
  { folder, command, took, reused = 0, tasks = 0, out }: ExperimentEnd,
  engine: Engine,
  terminal: Terminal,
  tell: Tell | undefined,
): Promise<void> {
  const figures = result.figures.length === 0 ? [] : await exportRun(folder, "svg", undefined, study);
  const report = await writeReport(folder, study, result, engine, out);
  if (tell !== undefined) {
    const { id, experiment, records, failures } = result;
    const runs = records.map((record) => record.id);
    tell("ended", {
      id,
      experiment,
      runs,
      failures,
      figures,
      folder,
      report,
      reused,
      ...(took === undefined ? {} : { milliseconds: took }),
    });
    return;
  }
  const { paint } = terminal;
  const columns = terminal.columns();
  const says = study.experiments.find(({ id }) => id === result.experiment)?.says ?? "";
  if (says !== "") terminal.print(`${hang(says, columns, "  ")}\n`);
  const ends = new Map<string, number>();
  for (const { outcome } of result.records) ends.set(outcome.kind, (ends.get(outcome.kind) ?? 0) + 1);
  const counted = [...ends].map(([kind, count]) => `${count} ${kind}`).join(", ");
  const old = reused === 0 ? "" : reused === tasks ? "all recorded before" : `${reused} of ${tasks} recorded before`;
  const time = [took === undefined ? "" : duration(took), old].filter((part) => part !== "").join(", ");
  const runs = `${result.records.length} run${result.records.length === 1 ? "" : "s"}`;
  terminal.print(`  ${runs}: ${counted}${time === "" ? "" : `          ${paint("quiet", time)}`}`);
  for (const { reason } of result.failures.slice(0, 3)) terminal.print(hang(`a run failed: ${reason}`, columns, "    ", "  "));
  if (result.failures.length > 3) terminal.print(paint("quiet", `  ${result.failures.length - 3} more runs failed; the report names them`));
  const rows = [
    ["records", folder],
    ...figures.map((path, k) => [k === 0 ? "figures" : "", path] as const),
    ["report", report],
    ...(command === undefined ? [] : [["again", command] as const]),
  ] as const;
  terminal.print(`\n${pairs(rows, paint)}`);
}
