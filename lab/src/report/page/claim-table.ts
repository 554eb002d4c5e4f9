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

/** Every claim with its statement, what was asked and measured, the verdict and what the same judge said of its counter-run. */
export function claimTable(study: Study, results: readonly ClaimResult[]): string {
  const rows = results.map((result) =>
    row(
      study.claims.find((claim) => claim.id === result.claim),
      result,
    ),
  );
  return `<section class="claims" aria-labelledby="claims"><h2 id="claims">Claims</h2>
<table><thead><tr><th scope="col">Claim</th><th scope="col">Asked</th><th scope="col">Measured</th><th scope="col">Slack</th><th scope="col">Verdict</th><th scope="col">Counter-run</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>
<p class="note ui">Measured with its simultaneous interval (family-wise level 0.01 over the study) or, without one, by exact arithmetic. Slack is the distance to the bound on the good side. A counter-run breaks one link of the claim on purpose: the same judge must call it violated.</p></section>`;
}

function row(claim: Claim<unknown> | undefined, { claim: id, verdict, counter, runs }: ClaimResult): string {
  const { sign, word, role } = verdictSign[verdict.verdict];
  const note = claim === undefined ? undefined : fidelityNote[claim.fidelity];
  const tags = [
    claim === undefined ? "" : `<span class="tag ui">${claim.grade}</span>`,
    note === undefined ? "" : `<span class="tag added ui">${escapeXml(note)}</span>`,
    claim?.addition === undefined ? "" : `<div class="why">Added by the laboratory: ${escapeXml(claim.addition)}</div>`,
  ];
  const evidence = [counted(verdict.runs, "run"), counted(verdict.points, "number")].filter((text) => text !== "").join(", ");
  const cells: [string, string][] = [
    ["asked", `<div><span class="asked">${escapeXml(verdict.asked)}</span></div>`],
    [
      "measured",
      `<div><span class="measured">${formatEstimate(verdict.estimate, verdict.interval)}</span><div class="why">${claim === undefined ? "" : escapeXml(claim.quantity)}${evidence === "" ? "" : ` <span title="${escapeXml(runs.map((run) => run.slice(0, 12)).join(" "))}">(${evidence})</span>`}</div></div>`,
    ],
    [
      "slack",
      `<div>${formatNumber(verdict.slack, { digits: 2 })}${verdict.vacuous ? '<div class="why undecided">vacuous: the bound could not have failed</div>' : ""}</div>`,
    ],
    ["verdict", `<div><span class="chip ${role}">${sign} ${word}</span><div class="why">${escapeXml(verdict.reason)}</div></div>`],
    ["counter-run", counterCell(claim, counter)],
  ];
  return `<tr id="claim-${escapeXml(id)}"><th scope="row"><h3 class="ui">${escapeXml(claim?.name ?? id)}${tags[0]}${tags[1]}</h3><div class="says">${escapeXml(claim?.says ?? "")}</div>${
    claim === undefined
      ? ""
      : `<div class="formula" tabindex="0" role="group" aria-label="statement of ${escapeXml(claim.name)}">${statement(`\\displaystyle ${claim.statement}`)}</div>`
  }${tags[2]}</th>${cells.map(([name, cell]) => `<td data-name="${name}">${cell}</td>`).join("")}</tr>`;
}

function counterCell(claim: Claim<unknown> | undefined, counter: ClaimResult["counter"]): string {
  if (counter === null) return '<div class="quiet">left out</div>';
  const why = claim === undefined ? "" : `<div class="why">${escapeXml(claim.counter.why)}</div>`;
  const { sign, word } = verdictSign[counter.verdict];
  if (counter.verdict === "violated") return `<div><span class="quiet">${sign} ${word}, as it must be</span>${why}</div>`;
  return `<div><span class="violated">${sign} ${word}: this check is at fault</span><div class="why">${escapeXml(counter.reason)}</div>${why}</div>`;
}

function counted(count: number, thing: string): string {
  return count === 0 ? "" : `${count} ${thing}${count === 1 ? "" : "s"}`;
}
