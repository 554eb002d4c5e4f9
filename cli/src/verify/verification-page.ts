import type { Study } from "@overparam/core";
import type { Verification } from "@overparam/lab";
import type { Paint } from "../terminal/colour.ts";
import { duration } from "../terminal/duration.ts";
import { hang } from "../terminal/wrap.ts";
import { uncaught, verdictSummary } from "../views/verdict-summary.ts";
import { fidelityNotes, verdictTable } from "../views/verdict-table.ts";
import { pairs } from "./heading.ts";

/** What stands below the table. */
export interface Closing {
  readonly report: string;
  /** The command that gives the same numbers. */
  readonly command: string;
  /** Milliseconds; left out when nothing was run. */
  readonly took?: number;
  /** Tasks that were there already, of all. */
  readonly reused?: number;
  readonly tasks?: number;
  /** Folders that the study was looked for in. */
  readonly studies?: readonly string[];
}

/** A verification on the terminal: table, notes, summary, where the report is, how to get it again, how to look closer. */
export function verificationPage(study: Study, verification: Verification, closing: Closing, columns: number, paint: Paint): string {
  const shown = study.claims.filter((claim) => verification.claims.some((result) => result.claim === claim.id));
  const out = [verdictTable(study.claims, verification.claims, columns, paint), ""];
  const notes = fidelityNotes(shown);
  if (notes.length > 0) out.push(...notes.map((note) => paint("quiet", hang(note, columns, "    ", "  "))), "");
  const { took, reused = 0, tasks = 0 } = closing;
  const old = reused === 0 ? "" : reused === tasks ? "all runs recorded before" : `${reused} of ${tasks} runs recorded before`;
  const time = [took === undefined ? "" : duration(took), old].filter((part) => part !== "").join(", ");
  out.push(`  ${verdictSummary(verification.claims, paint)}${time === "" ? "" : `          ${paint("quiet", time)}`}`);
  const nameOf = (id: string): string => study.claims.find((claim) => claim.id === id)?.name ?? id;
  for (const sentence of uncaught(verification.claims, nameOf)) out.push(paint("violated", hang(sentence, columns, "    ", "  ")));
  for (const { reason } of verification.failures.slice(0, 3)) out.push(hang(`a run failed: ${reason}`, columns, "    ", "  "));
  if (verification.failures.length > 3)
    out.push(paint("quiet", `  ${verification.failures.length - 3} more runs failed; the report names them`));
  const weak = verification.claims.find(({ verdict }) => verdict.verdict !== "holds") ?? verification.claims[0];
  const from = (closing.studies ?? []).map((folder) => ` --studies ${folder}`).join("");
  const deeper = [...(weak === undefined ? [] : [`overparam show ${study.id} ${weak.claim}${from}`]), `overparam serve${from}`].join(" · ");
  out.push(
    "",
    pairs(
      [
        ["report", closing.report],
        ["again", closing.command],
        ["deeper", deeper],
      ],
      paint,
    ),
  );
  return out.join("\n");
}
