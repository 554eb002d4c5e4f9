import type { Figure } from "@overparam/core";
import { escapeXml } from "../escape-xml.ts";
import { formatNumber } from "../format-number.ts";
import type { Plot } from "../figure/plot.ts";
import { shortId } from "../short-id.ts";
import { themed } from "./style.ts";

/** A figure with its drawing, as the page shows it. */
export interface DrawnFigure {
  readonly figure: Figure;
  readonly size: "whole" | "half";
  readonly plot: Plot;
  readonly svg: string;
}

/** Figures as inline SVG that follows the page's theme, each with its caption, its runs (links to those that the page lists) and the numbers behind it. */
export function figureSection(figures: readonly DrawnFigure[], runs: readonly string[]): string {
  if (figures.length === 0) return "";
  const cards = figures.map((drawn) => {
    const { figure, size } = drawn;
    const name = `figure-${figure.id.replaceAll(/[^A-Za-z0-9_-]/g, "-")}`;
    return `<figure id="${name}"${size === "whole" ? ' class="wide"' : ""}>
<h3 id="${name}-title">${escapeXml(figure.title)}</h3>
<div class="plot" tabindex="0" role="group" aria-labelledby="${name}-title">${inline(drawn, `${figure.title}. ${figure.caption}`)}</div>
<figcaption>${escapeXml(figure.caption)} <span class="runs-of">${figure.sweep === undefined ? runLinks(figure.runs, new Set(runs)) : `sweep <span class="id">${escapeXml(shortId(figure.sweep.id))}</span>, ${figure.sweep.trials} runs`}</span></figcaption>
${numbers(figure)}
</figure>`;
  });
  return `<section aria-labelledby="figures"><h2 id="figures">Figures</h2><div class="figures">${cards.join("\n")}</div></section>`;
}

function inline({ svg, plot, size }: DrawnFigure, says: string): string {
  const colours = new RegExp(Object.keys(themed).join("|"), "g");
  const body = svg.replaceAll(colours, (colour) => themed[colour] ?? colour).replace(/^[\s\S]*?<svg[^>]*>/, "");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${plot.width} ${plot.height}" style="min-width:${size === "half" ? 340 : Math.min(plot.width, 620)}px;max-width:${Math.round(1.2 * plot.width)}px" role="img" aria-label="${escapeXml(says)}">${body}`;
}

function runLinks(runs: readonly string[], listed: ReadonlySet<string>): string {
  if (runs.length === 0) return "no runs: exact construction";
  const shown = runs.slice(0, 4).map((run) => {
    const id = escapeXml(shortId(run));
    return listed.has(run) ? `<a class="id" href="#run-${id}">${id}</a>` : `<span class="id">${id}</span>`;
  });
  return `${runs.length === 1 ? "run" : `${runs.length} runs`} ${shown.join(" ")}${runs.length > 4 ? " …" : ""}`;
}

/** At most twelve numbers of each line: what the picture shows, for those who do not see it. */
function numbers(figure: Figure): string {
  if (figure.kind !== "lines") return "";
  const rows = figure.series.flatMap((series) => {
    const stride = Math.max(1, Math.ceil(series.x.length / 12));
    return series.x.flatMap((x, i) => {
      if (i % stride !== 0 && i !== series.x.length - 1) return [];
      const low = series.low?.[i];
      const high = series.high?.[i];
      const band = low === undefined || high === undefined ? "" : `${formatNumber(low)} to ${formatNumber(high)}`;
      return [
        `<tr><th scope="row">${escapeXml(series.label)}</th><td>${formatNumber(x)}</td><td>${formatNumber(series.y[i])}</td><td>${band}</td></tr>`,
      ];
    });
  });
  return `<details><summary>Numbers</summary><div class="scroll" tabindex="0" role="group" aria-label="Numbers of ${escapeXml(figure.title)}"><table><thead><tr><th scope="col">line</th><th scope="col">${escapeXml(figure.x.label)}</th><th scope="col">${escapeXml(figure.y.label)}</th><th scope="col">band</th></tr></thead><tbody>${rows.join("")}</tbody></table></div></details>`;
}
