import type { Claim, Verdict } from "@overparam/core";
import { type ClaimResult, formatEstimate, formatNumber } from "@overparam/lab";
import Table from "cli-table3";
import type { Paint, Role } from "../terminal/colour.ts";
import { width, wrap } from "../terminal/wrap.ts";
import { fidelityMark } from "./fidelity-mark.ts";
import { verdictWord } from "./verdict-word.ts";

/** In this order; see verdictTable for what is left out where the terminal is too narrow. */
const names = ["claim", "grade", "short", "asked", "measured", "verdict", "slack", "counter", "why"] as const;
type Column = (typeof names)[number];
type Cells = Readonly<Record<Column, string>>;

const heads: Readonly<Record<Column, string>> = {
  claim: "claim",
  grade: "grade",
  short: "grade",
  asked: "asked",
  measured: "measured",
  verdict: "verdict",
  slack: "slack",
  counter: "counter",
  why: "why",
};
const gap = 2;
const indent = "  ";
const shortGrade = { exact: "exact", inequality: "inequ.", exponent: "expon.", existential: "exist." } as const;
/** Narrowest useful width of the columns that can be wrapped. */
const narrowest = { claim: 12, asked: 12, measured: 14, why: 30 } as const;
const noLines = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
    .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid"])
    .map((place) => [place, ""]),
);

/** The measured number: `−2.60 [−2.68, −2.52]`, or a dash when there is none. */
export function measuredText(verdict: Verdict): string {
  return formatEstimate(verdict.estimate, verdict.interval, { plain: true });
}

/** ✓ when the same judge says `violated` on the counter-run; `undecided` is too little evidence, anything else a check that cannot fail. */
function counterText(result: ClaimResult): string {
  if (result.counter === null) return "–";
  const { verdict } = result.counter;
  if (verdict === "violated") return "✓";
  return verdict === "undecided" ? "… undecided" : `✗ ${verdictWord[verdict].word}`;
}

/** Why it is not simply so; nothing where a claim just holds. */
function why({ verdict }: ClaimResult): string {
  const vacuous = verdict.vacuous ? ["vacuous: the bound is so loose that the run could not have failed"] : [];
  return [...vacuous, ...(verdict.verdict === "holds" ? [] : [verdict.reason])].join("; ");
}

/**
 * The verdict table, made to fit `columns`. What gives way, in this order: reasons move below their line, grades are abbreviated, counter-runs
 * are left out where all were caught (the summary says so), names, what was asked and measured are wrapped, the slack is left out, then the grade.
 * No claim, verdict or reason is ever cut.
 */
export function verdictTable(claims: readonly Claim<unknown>[], results: readonly ClaimResult[], columns: number, paint: Paint): string {
  const known = new Map(claims.map((claim) => [claim.id, claim]));
  const rows = results.map((result) => {
    const claim = known.get(result.claim);
    const { sign, word, role } = verdictWord[result.verdict.verdict];
    const cells: Cells = {
      claim: (claim?.name ?? result.claim) + (claim === undefined ? "" : fidelityMark[claim.fidelity].mark),
      grade: claim?.grade ?? "",
      short: claim === undefined ? "" : shortGrade[claim.grade],
      asked: result.verdict.asked,
      measured: measuredText(result.verdict),
      verdict: `${sign} ${word}`,
      slack:
        result.verdict.slack === null || result.verdict.verdict === "not applicable"
          ? ""
          : formatNumber(result.verdict.slack, { digits: 2, plain: true }),
      counter: counterText(result),
      why: why(result),
    };
    const counter = result.counter?.verdict ?? "violated";
    const roles: Readonly<Record<Column, Role>> = {
      claim: "strong",
      grade: "quiet",
      short: "quiet",
      asked: "predicted",
      measured: "measured",
      verdict: role,
      slack: "quiet",
      counter: counter === "violated" ? "quiet" : counter === "undecided" ? "undecided" : "violated",
      why: "quiet",
    };
    return { cells, roles };
  });

  const room = columns - indent.length;
  const { shown, widths } = fit(
    rows.map(({ cells }) => cells),
    room,
  );
  const below = !shown.includes("why");
  const blocks = rows.map(({ cells, roles }) => {
    const wrapped = shown.map((column) => wrap(cells[column], widths[column]));
    return {
      cells,
      height: Math.max(...wrapped.map((lines) => lines.length)),
      painted: shown.map((column, i) => colour(paint, roles[column], wrapped[i] ?? [])),
    };
  });
  const table = new Table({
    chars: { ...noLines, middle: " ".repeat(gap) },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colWidths: shown.map((column) => widths[column]),
  });
  table.push(
    shown.map((column) => paint("quiet", heads[column])),
    ...blocks.map(({ painted }) => painted),
  );
  const drawn = table.toString().split("\n");
  const lines = drawn.splice(0, 1);
  for (const { cells, height } of blocks) {
    lines.push(...drawn.splice(0, height));
    if (below && cells.why !== "") lines.push(...wrap(cells.why, Math.max(20, room - 4)).map((line) => `    ${paint("quiet", line)}`));
  }
  return lines.map((line) => (indent + line).trimEnd()).join("\n");
}

/** Which columns fit into `room`, and how wide each is. */
function fit(rows: readonly Cells[], room: number): { readonly shown: readonly Column[]; readonly widths: Record<Column, number> } {
  const widths = Object.fromEntries(
    names.map((column) => [column, Math.max(width(heads[column]), ...rows.map((cells) => width(cells[column])))]),
  ) as Record<Column, number>;
  const used = (shown: readonly Column[]): number => shown.reduce((sum, column) => sum + widths[column], gap * (shown.length - 1));
  const without = (...left: readonly Column[]): Column[] => names.filter((column) => !left.includes(column));
  const whole = without("short", "why");

  if (rows.some((cells) => cells.why !== "")) {
    const rest = room - used(whole) - gap;
    // Beside their line only while two lines of it are enough; else the table would be torn apart.
    if (rest >= Math.min(Math.max(narrowest.why, widths.why / 1.8), widths.why))
      return { shown: without("short"), widths: { ...widths, why: Math.min(rest, widths.why) } };
  }
  const caught = rows.every((cells) => cells.counter === "✓" || cells.counter === "–");
  const brief = without("grade", "why");
  const briefer = caught ? without("grade", "why", "counter") : brief;
  for (const shown of [whole, brief, briefer]) {
    if (used(shown) <= room) return { shown, widths };
  }
  const narrow = ["slack", "short"].map((_, k, list) => briefer.filter((column) => !list.slice(0, k + 1).includes(column)));
  for (const shown of [briefer, ...narrow]) {
    const tight = { ...widths };
    for (let over = used(shown) - room; over > 0; over -= 1) {
      // Long names first: a number is read as a whole.
      const column =
        tight.claim > narrowest.claim
          ? "claim"
          : tight.measured - narrowest.measured >= tight.asked - narrowest.asked
            ? "measured"
            : "asked";
      tight[column] = Math.max(tight[column] - 1, narrowest[column]);
    }
    if (shown.reduce((sum, column) => sum + tight[column], gap * (shown.length - 1)) <= room || !shown.includes("short"))
      return { shown, widths: tight };
  }
  return { shown: briefer, widths };
}

/** Colours each line by itself: a colour that runs over a line's end would run into the next column. */
function colour(paint: Paint, role: Role, lines: readonly string[]): string {
  return lines.map((line) => paint(role, line)).join("\n");
}

/** Notes for the marks that the table really uses. */
export function fidelityNotes(claims: readonly Claim<unknown>[]): string[] {
  const used = new Set(claims.map((claim) => claim.fidelity));
  return [...used]
    .filter((fidelity) => fidelity !== "paper")
    .map((fidelity) => `${fidelityMark[fidelity].mark} ${fidelityMark[fidelity].note}`);
}
