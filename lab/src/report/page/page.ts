import type { RunRecord, Study } from "@overparam/core";
import { overall } from "../../judge/overall.ts";
import type { ClaimResult } from "../../judge/verification.ts";
import { bibtex } from "../bibtex.ts";
import { cite } from "../cite.ts";
import { escapeXml } from "../escape-xml.ts";
import { formatNumber } from "../format-number.ts";
import { overparamReference } from "../overparam-reference.ts";
import { type Asked, replayCommand, replayYaml } from "../replay.ts";
import { claimTable } from "./claim-table.ts";
import { configTable } from "./config-table.ts";
import { type DrawnFigure, figureSection } from "./figure-section.ts";
import { runTable } from "./run-table.ts";
import { style } from "./style.ts";
import { verdictSign } from "./verdict-sign.ts";

/** All that a report shows. */
export interface PageContent {
  readonly study: Study;
  readonly id: string;
  readonly asked: Asked;
  /** Of a verification alone. */
  readonly claims?: readonly ClaimResult[];
  readonly failures?: readonly { readonly task: string; readonly reason: string }[];
  readonly records: readonly RunRecord[];
  readonly figures: readonly DrawnFigure[];
  /** Name and value: versions, commit, backend, …. */
  readonly versions: readonly (readonly [name: string, value: string])[];
}

/**
 * A report as one HTML document that opens from disk: no network, no script; light and dark, wide, narrow and printed.
 *
 * A pure function of its content: equal content, equal bytes.
 */
export function page(content: PageContent): string {
  const { study, asked, records, claims, failures = [] } = content;
  const experiment = study.experiments.find(({ id }) => id === asked.experiment);
  const title = `${study.id} · ${asked.experiment ?? asked.kind} ${content.id.slice(0, 12)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="overparam">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeXml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<div class="mark ui"><b>overparam</b><span>the convergence theory of neural networks, executable</span></div>
<h1>${escapeXml(study.paper.title)}</h1>
<p class="cite">${escapeXml(cite(study.paper, "text").replace(`${study.paper.title}. `, ""))}</p>
<p>${escapeXml(study.says)}</p>
${claims !== undefined ? summary(claims, failures) : asked.kind === "run" ? runSummary(records) : ""}
${experiment === undefined ? "" : `<p><strong>${escapeXml(experiment.title)}.</strong> ${escapeXml(experiment.says)}</p>`}
${failed(failures)}
</header>
<main>
${figureSection(
  content.figures,
  records.map((record) => record.id),
)}
${claims === undefined ? "" : claimTable(study, claims)}
${asked.kind === "run" ? facts(records) : ""}
${configTable(study, asked.config)}
${runTable(records)}
<section aria-labelledby="again"><h2 id="again">Do it again</h2>
<pre tabindex="0" aria-label="command">${escapeXml(replayCommand(study, asked))}</pre>
<details><summary>The same as a YAML file, for --config FILE</summary><pre tabindex="0" aria-label="YAML">${escapeXml(replayYaml(study, asked))}</pre></details></section>
<section aria-labelledby="versions"><h2 id="versions">Versions</h2><dl class="facts">${[["id", content.id] as const, ...content.versions].map(([name, value]) => `<dt>${escapeXml(name)}</dt><dd><code>${escapeXml(value)}</code></dd>`).join("")}</dl></section>
<section aria-labelledby="cite"><h2 id="cite">Cite</h2>
<pre tabindex="0" aria-label="BibTeX">${escapeXml(`${bibtex(study.paper)}\n${bibtex(overparamReference)}`.trimEnd())}</pre></section>
</main>
<footer class="ui">Made by overparam from recorded runs; the same records give the same page. Blue is measured, orange is predicted.</footer>
</body>
</html>
`;
}

function summary(claims: readonly ClaimResult[], failures: readonly { task: string; reason: string }[]): string {
  const counts = overall({ claims, failures });
  const chip = (count: number, word: keyof typeof verdictSign, text: string): string =>
    `<li><span class="chip ${count === 0 ? "quiet" : verdictSign[word].role}">${verdictSign[word].sign} ${count} ${text}</span></li>`;
  const chips = [
    chip(counts.holds, "holds", counts.holds === 1 ? "holds" : "hold"),
    chip(counts.violated, "violated", "violated"),
    chip(counts.undecided, "undecided", "undecided"),
    chip(counts.notApplicable, "not applicable", "not applicable"),
  ];
  const blind =
    counts.blind.length === 0
      ? ""
      : `<p class="alarm ui">At fault: the counter-run of ${escapeXml(counts.blind.join(", "))} was not judged violated; these verdicts prove nothing.</p>`;
  return `<ul class="counts ui" aria-label="Verdicts">${chips.join("")}</ul>${blind}`;
}

function failed(failures: readonly { task: string; reason: string }[]): string {
  return failures.length === 0
    ? ""
    : `<div class="alarm ui"><p>${failures.length === 1 ? "One task" : `${failures.length} tasks`} failed:</p><ul>${failures.map(({ task, reason }) => `<li><code>${escapeXml(task.slice(0, 12))}</code> ${escapeXml(reason)}</li>`).join("")}</ul></div>`;
}

function runSummary(records: readonly RunRecord[]): string {
  const outcome = records[0]?.outcome;
  return outcome === undefined
    ? ""
    : `<p class="ui note">${escapeXml(outcome.says)} Iteration ${outcome.iteration}, value ${formatNumber(outcome.value)}.</p>`;
}

function facts(records: readonly RunRecord[]): string {
  const known = Object.entries(records[0]?.facts ?? {});
  if (known.length === 0) return "";
  const show = (value: unknown): string =>
    typeof value === "number"
      ? formatNumber(value)
      : Array.isArray(value)
        ? value.map((entry) => formatNumber(Number(entry))).join(", ")
        : String(value);
  return `<section aria-labelledby="facts"><h2 id="facts">Known before the first step</h2><dl class="facts">${known.map(([name, value]) => `<dt>${escapeXml(name)}</dt><dd>${escapeXml(show(value))}</dd>`).join("")}</dl></section>`;
}
