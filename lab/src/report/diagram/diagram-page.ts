import type { PhaseDiagram } from "../../sweep/diagram/phase-diagram.ts";
import { escapeXml } from "../escape-xml.ts";
import { formatNumber } from "../format-number.ts";
import { type DrawnFigure, figureSection } from "../page/figure-section.ts";
import { style } from "../page/style.ts";
import { diagramTable } from "./diagram-table.ts";
import { type DiagramSlices, slopeText } from "./slices-figure.ts";

/** All that the report of a phase diagram shows. */
export interface DiagramPage {
  readonly title: string;
  readonly study: string;
  readonly diagram: PhaseDiagram;
  readonly slices: readonly { readonly along: string; readonly of: DiagramSlices }[];
  readonly figures: readonly DrawnFigure[];
  /** Name and value: ids, versions, backend. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly command: string;
}

/** Cells that the page lists; more of them stand in cells.csv. */
const most = 2000;

/**
 * A phase diagram as one HTML document that opens from disk: no network, no script.
 *
 * A pure function of its content: equal content, equal bytes.
 */
export function diagramPage({ title, study, diagram, slices, figures, facts, command }: DiagramPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="overparam">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeXml(`${title} · ${study}`)}</title>
<style>${style}</style>
</head>
<body>
<header>
<div class="mark ui"><b>overparam</b><span>the convergence theory of neural networks, executable</span></div>
<h1>${escapeXml(title)}</h1>
</header>
<main>
${figureSection(figures, [])}
${slices.map(slopes).join("")}
${cells(diagram)}
<section aria-labelledby="again"><h2 id="again">Do it again</h2><pre tabindex="0" aria-label="command">${escapeXml(command)}</pre></section>
<section aria-labelledby="versions"><h2 id="versions">Versions</h2><dl class="facts">${facts.map(([name, value]) => `<dt>${escapeXml(name)}</dt><dd><code>${escapeXml(value)}</code></dd>`).join("")}</dl></section>
</main>
<footer class="ui">Made by overparam from recorded trials; the same records give the same page. Blue is measured, orange is predicted.</footer>
</body>
</html>
`;
}

function slopes({ along, of }: DiagramPage["slices"][number]): string {
  const rows = of.slices.flatMap(({ label, slope }) =>
    slope === undefined
      ? []
      : [`<tr><th scope="row">${escapeXml(label)}</th><td>${escapeXml(slopeText(slope))}</td><td>${slope.seeds}</td></tr>`],
  );
  if (rows.length === 0) return "";
  const title = `Power of ${along}`;
  return `<section aria-label="${escapeXml(title)}"><h2>${escapeXml(title)}</h2><p class="note">One least-squares line a seed in logarithms, then a 95 % interval over seeds (Student’s t).</p><div class="scroll" tabindex="0" role="group" aria-label="${escapeXml(title)}"><table><thead><tr><th scope="col">slice</th><th scope="col">power, interval</th><th scope="col">seeds</th></tr></thead><tbody>${rows.join("")}</tbody></table></div></section>`;
}

function cells(diagram: PhaseDiagram): string {
  const { columns, rows } = diagramTable(diagram);
  const shown = rows.slice(0, most);
  const cell = (value: (typeof rows)[number][number]): string =>
    escapeXml(typeof value === "number" || value === null ? formatNumber(value) : String(value));
  const note = rows.length > most ? `<p class="note">The first ${most} of ${rows.length} cells; all stand in cells.csv.</p>` : "";
  return `<section aria-labelledby="cells"><h2 id="cells">Cells</h2>${note}<details><summary>${rows.length} cells</summary><div class="scroll" tabindex="0" role="group" aria-labelledby="cells"><table><thead><tr>${columns.map((name) => `<th scope="col">${escapeXml(name)}</th>`).join("")}</tr></thead><tbody>${shown.map((row) => `<tr>${row.map((value, k) => (k === 0 ? `<th scope="row">${cell(value)}</th>` : `<td>${cell(value)}</td>`)).join("")}</tr>`).join("")}</tbody></table></div></details></section>`;
}
