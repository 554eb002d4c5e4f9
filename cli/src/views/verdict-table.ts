import type { Claim, Verdict } from "@overparam/core";
import type { ClaimResult } from "@overparam/lab";
import Table from "cli-table3";
import type { Paint } from "../terminal/colour.ts";
import { shortNumber, withInterval } from "../terminal/number.ts";
import { hang, width, wrap } from "../terminal/wrap.ts";
import { fidelityMark } from "./fidelity-mark.ts";
import { verdictWord } from "./verdict-word.ts";

const names = ["claim", "grade", "asked", "measured", "verdict", "counter", ""] as const;
const gap = 2;
const indent = "  ";
/** Narrowest useful width of each column; only `asked` and `measured` are wrapped when the terminal is narrow. */
const narrowest = { asked: 12, measured: 14, why: 24 };
const noLines = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
    .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid"])
    .map((place) => [place, ""]),
);

/** The measured number: `−2.60 [−2.68, −2.52]`, or a dash when there is none. */
export function measuredText(verdict: Verdict): string {
  if (verdict.estimate === null) return "–";
  return verdict.interval === null ? shortNumber(verdict.estimate) : withInterval(verdict.estimate, verdict.interval);
}

/** ✓ when the same judge says `violated` on the counter-run; anything else is a fault of the check and shown as such. */
function counterText(result: ClaimResult): string {
  if (result.counter === null) return "–";
  return result.counter.verdict === "violated" ? "✓" : `✗ ${verdictWord[result.counter.verdict].word}`;
}

/** What stands at the end of the line: the slack of what was decided, the reason of what was not. */
function remark({ verdict }: ClaimResult): string {
  const notes: string[] = [];
  if (verdict.verdict === "holds" && verdict.slack !== null) notes.push(`slack ${shortNumber(verdict.slack, 2)}`);
  if (verdict.vacuous) notes.push("vacuous: the bound could not have failed");
  if (verdict.verdict !== "holds") notes.push(verdict.reason);
  return notes.join("; ");
}

/**
 * The verdict table, made to fit `columns`: first the remarks move to a line of their own, then what was asked and measured is wrapped.
 */
export function verdictTable(claims: readonly Claim<unknown>[], results: readonly ClaimResult[], columns: number, paint: Paint): string {
  const known = new Map(claims.map((claim) => [claim.id, claim]));
  const rows = results.map((result) => {
    const claim = known.get(result.claim);
    const word = verdictWord[result.verdict.verdict];
    return {
      cells: [
        (claim?.name ?? result.claim) + (claim === undefined ? "" : fidelityMark[claim.fidelity].mark),
        claim?.grade ?? "",
        result.verdict.asked,
        measuredText(result.verdict),
        `${word.sign} ${word.word}`,
        counterText(result),
      ],
      remark: remark(result),
      role: word.role,
      broken: result.counter !== null && result.counter.verdict !== "violated",
    };
  });

  const widths = names.slice(0, 6).map((name, column) => Math.max(width(name), ...rows.map((row) => width(row.cells[column] ?? ""))));
  const used = (): number => widths.reduce((sum, each) => sum + each + gap, indent.length);
  const beside = columns - used() >= Math.min(narrowest.why, Math.max(0, ...rows.map((row) => width(row.remark))));
  if (!beside) squeeze(widths, columns - indent.length - 5 * gap);
  const why = Math.max(0, columns - used());

  const table = new Table({
    chars: { ...noLines, middle: " ".repeat(gap) },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colWidths: beside ? [...widths, why] : widths,
  });
  const fit = (text: string, column: number): string => wrap(text, widths[column] ?? 1).join("\n");
  table.push(names.slice(0, beside ? 7 : 6).map((name) => paint("quiet", name)));
  for (const row of rows) {
    const [claim = "", grade = "", asked = "", measured = "", verdict = "", counter = ""] = row.cells.map(fit);
    const cells = [
      lines(paint, "strong", claim),
      lines(paint, "quiet", grade),
      lines(paint, "predicted", asked),
      lines(paint, "measured", measured),
      lines(paint, row.role, verdict),
      lines(paint, row.broken ? "violated" : "quiet", counter),
    ];
    if (beside) cells.push(lines(paint, "quiet", wrap(row.remark, why).join("\n")));
    table.push(cells);
    if (!beside && row.remark !== "") {
      table.push([{ colSpan: 6, content: lines(paint, "quiet", hang(row.remark, columns - indent.length, "    ")) }]);
    }
  }
  return table
    .toString()
    .split("\n")
    .map((line) => (indent + line).trimEnd())
    .join("\n");
}

/** Colours each line by itself: a colour that runs over a line's end would run into the next column. */
function lines(paint: Paint, role: Parameters<Paint>[0], text: string): string {
  return text
    .split("\n")
    .map((line) => paint(role, line))
    .join("\n");
}

/** Takes what is missing from `measured` and `asked`, the wider first, down to their narrowest. */
function squeeze(widths: number[], room: number): void {
  const [asked, measured] = [2, 3];
  for (;;) {
    const over = widths.reduce((sum, each) => sum + each, 0) - room;
    if (over <= 0) return;
    const column = (widths[measured] ?? 0) - narrowest.measured >= (widths[asked] ?? 0) - narrowest.asked ? measured : asked;
    const least = column === measured ? narrowest.measured : narrowest.asked;
    if ((widths[column] ?? 0) <= least) return;
    widths[column] = (widths[column] ?? 0) - 1;
  }
}

/** Notes for the marks that the table really uses. */
export function fidelityNotes(claims: readonly Claim<unknown>[]): string[] {
  const used = new Set(claims.map((claim) => claim.fidelity));
  return [...used]
    .filter((fidelity) => fidelity !== "paper")
    .map((fidelity) => `${fidelityMark[fidelity].mark} ${fidelityMark[fidelity].note}`);
}
