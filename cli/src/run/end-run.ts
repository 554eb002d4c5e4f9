import type { Engine, RunRecord, Study } from "@overparam/core";
import { formatNumber } from "@overparam/lab";
import type { RunEnd } from "@overparam/lab/node";
import { exitCode } from "../faults/exit-code.ts";
import { Interrupted } from "../faults/interrupted.ts";
import type { Tell } from "../json-events.ts";
import { writeReport } from "../report/write-report.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { hang } from "../terminal/wrap.ts";
import { pairs } from "../verify/heading.ts";
import { texText } from "../views/tex-text.ts";

/** What is said when a run has ended or was stopped. */
export async function endRun(
  study: Study,
  end: RunEnd,
  record: RunRecord,
  engine: Engine,
  terminal: Terminal,
  tell: Tell | undefined,
  out?: string,
): Promise<number> {
  if (!end.finished) {
    tell?.("interrupted", { id: end.id, iteration: end.iteration, folder: end.folder });
    throw new Interrupted(`stopped at step ${end.iteration}; go on with: overparam resume ${end.folder}`);
  }
  const report = await writeReport(end.folder, study, { record, backend: engine.backend }, engine, out);
  if (tell !== undefined) {
    tell("ended", { id: end.id, outcome: record.outcome, facts: record.facts, folder: end.folder, report, reused: end.reused });
    return exitCode.ok;
  }
  const { paint } = terminal;
  const columns = terminal.columns();
  if (end.reused) terminal.print(paint("quiet", "  This run was recorded before; --fresh computes it again.\n"));
  terminal.print(hang(record.outcome.says, columns, "  "));
  const last = record.samples.at(-1);
  const rows = study.observables.flatMap((observable) => {
    const value = last?.values[observable.id];
    if (typeof value !== "number") return [];
    const unit = observable.unit === "" ? "" : ` ${observable.unit}`;
    return [
      [
        texText(observable.symbol),
        `${paint("measured", formatNumber(value, { plain: true }) + unit)}  ${paint("quiet", observable.says)}`,
      ] as const,
    ];
  });
  terminal.print(`\n${pairs([["step", String(last?.iteration ?? 0)], ...rows], paint)}\n`);
  terminal.print(
    pairs(
      [
        ["records", end.folder],
        ["report", report],
        ["export", `overparam export ${end.folder} --format csv`],
      ],
      paint,
    ),
  );
  return exitCode.ok;
}
