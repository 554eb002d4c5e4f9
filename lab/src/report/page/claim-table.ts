import type { Claim, Fidelity, Study } from "@overparam/core";
import type { ClaimResult } from "../../judge/verification.ts";
import { escapeXml } from "../escape-xml.ts";
import { formatEstimate, formatNumber } from "../format-number.ts";
import { statement } from "./statement.ts";
import { verdictSign } from "./verdict-sign.ts";

const fidelityNote: Readonly<Record<Fidelity, string | undefined>> = {
  paper: undefined,
  recalled: "recalled, not checked against the paper's text",
  reconstruction: "reconstruction: not the paper's own form",
  derived: "derived by the laboratory",
};

/**
 * Every claim: a line of what was asked and measured, the verdict and the counter-run; below it, over the whole width, the statement and why.
 */
export function claimTable(study: Study, results: readonly ClaimResult[]): string {
  const groups = results.map((result) =>
    group(
      study.claims.find((claim) => claim.id === result.claim),
      result,
    ),
  );
  return `<section class="claims" aria-labelledby="claims"><h2 id="claims">Claims</h2>
<table><thead><tr><th scope="col">Claim</th><th scope="col">Asked</th><th scope="col">Measured</th><th scope="col">Slack</th><th scope="col">Verdict</th><th scope="col">Counter-run</th></tr></thead>
${groups.join("\n")}</table>
<p class="note ui">Measured with its simultaneous interval (family-wise level 0.01 over the study) or, without one, by exact arithmetic. Slack is the distance to the bound on the good side. A counter-run breaks one link of the claim on purpose: the same judge must call it violated.</p></section>`;
}

function group(claim: Claim<unknown> | undefined, result: ClaimResult): string {
  const { claim: id, verdict, counter } = result;
  const { sign, word, role } = verdictSign[verdict.verdict];
  const name = escapeXml(claim?.name ?? id);
  const grade = claim === undefined ? "" : ` <span class="tag ui">${claim.grade}</span>`;
  const cells: readonly (readonly [string, string])[] = [
    ["asked", `<span class="asked">${escapeXml(verdict.asked)}</span>`],
    ["measured", `<span class="measured">${formatEstimate(verdict.estimate, verdict.interval)}</span>`],
    ["slack", formatNumber(verdict.slack, { digits: 2 })],
    ["verdict", `<span class="chip ${role}">${sign} ${word}</span>`],
    ["counter-run", counterWord(counter)],
  ];
  const first = cells.map(([column, cell]) => `<td data-name="${column}"><div>${cell}</div></td>`).join("");
  return `<tbody id="claim-${escapeXml(id)}"><tr class="line"><th scope="rowgroup"><h3 class="ui">${name}${grade}</h3></th>${first}</tr>
<tr class="more"><td colspan="6">${claim === undefined ? "" : said(claim)}<dl class="because ui">${evidence(claim, result)
    .map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`)
    .join("")}</dl></td></tr></tbody>`;
}

/** What the paper says, in words and in its own formula, and what of it is not the paper's. */
function said(claim: Claim<unknown>): string {
  const note = fidelityNote[claim.fidelity];
  const tag = note === undefined ? "" : ` <span class="tag added ui">${escapeXml(note)}</span>`;
  return `<div class="says">${escapeXml(claim.says)}${tag}</div><div class="formula" tabindex="0" role="group" aria-label="statement of ${escapeXml(claim.name)}">${statement(`\\displaystyle ${claim.statement}`)}</div>`;
}

/** What stands behind a verdict, by name. */
function evidence(claim: Claim<unknown> | undefined, { verdict, counter, runs }: ClaimResult): readonly (readonly [string, string])[] {
  const counts = [counted(verdict.runs, "run"), counted(verdict.points, "number")].filter((text) => text !== "").join(", ");
  const ids = escapeXml(runs.map((run) => run.slice(0, 12)).join(" "));
  const from = counts === "" ? "" : ` <span title="${ids}">(${counts})</span>`;
  const vacuous = verdict.vacuous ? '<span class="undecided">vacuous: the bound could not have failed.</span> ' : "";
  const blind = counter !== null && counter.verdict !== "violated";
  const fault = blind ? `<span class="violated">${escapeXml(counter.reason)}</span> ` : "";
  return [
    ...(claim === undefined ? [] : [["measured", `${escapeXml(claim.quantity)}${from}`] as const]),
    ["because", vacuous + escapeXml(verdict.reason)],
    ...(counter === null || claim === undefined ? [] : [["counter-run", fault + escapeXml(claim.counter.why)] as const]),
    ...(claim?.addition === undefined ? [] : [["added here", escapeXml(claim.addition)] as const]),
  ];
}

function counterWord(counter: ClaimResult["counter"]): string {
  if (counter === null) return '<span class="quiet">left out</span>';
  const { sign, word } = verdictSign[counter.verdict];
  return counter.verdict === "violated"
    ? `<span class="quiet">${sign} ${word}, as it must be</span>`
    : `<span class="violated">${sign} ${word}: this check is at fault</span>`;
}

function counted(count: number, thing: string): string {
  return count === 0 ? "" : `${count} ${thing}${count === 1 ? "" : "s"}`;
}
