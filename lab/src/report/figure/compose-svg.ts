import type { Figure } from "@overparam/core";
import { escapeXml } from "../escape-xml.ts";
import { shortId } from "../short-id.ts";
import { palette } from "./palette.ts";
import { figureFont, type Plot } from "./plot.ts";
import { wrapText } from "./wrap-text.ts";

/**
 * A figure as one SVG document: title, plot, caption and run ids on paper; the full ids stand in its metadata.
 *
 * @param drawing what the renderer made of `plot`, an `<svg>` element of the plot's size
 */
export function composeSvg(figure: Figure, plot: Plot, drawing: string): string {
  const margin = 20;
  const width = 800;
  const title = wrapText(figure.title, 16.5, width - 2 * margin);
  const caption = wrapText(figure.caption, 12, width - 2 * margin - 10);
  const top = margin + title.length * 21;
  const below = top + 8 + plot.height + 8;
  const height = Math.round(below + caption.length * 17 + 34);
  const text = (lines: readonly string[], y: number, leading: number, style: string): string =>
    lines.map((line, i) => `<text x="${margin}" y="${y + i * leading}" ${style}>${escapeXml(line)}</text>`).join("");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(`${figure.title}. ${figure.caption}`)}" font-family="${figureFont}">`,
    `<metadata>${escapeXml(JSON.stringify({ figure: figure.id, ...(figure.sweep === undefined ? {} : { sweep: figure.sweep.id }), runs: figure.runs }))}</metadata>`,
    `<rect width="${width}" height="${height}" fill="${palette.paper}"/>`,
    text(title, margin + 14, 21, `font-size="16" font-weight="bold" fill="${palette.ink}"`),
    `<g transform="translate(${Math.max(margin, Math.round((width - plot.width) / 2))} ${top + 8})">${drawing}</g>`,
    text(caption, below + 12, 17, `font-size="12" fill="${palette.ink}"`),
    text([runsLine(figure)], height - 14, 14, `font-size="10" fill="${palette.soft}"`),
    "</svg>\n",
  ].join("\n");
}

/** The runs behind a figure in one line. */
export function runsLine({ runs, sweep }: Pick<Figure, "runs" | "sweep">): string {
  if (sweep !== undefined) return `sweep ${shortId(sweep.id)}, ${sweep.trials} ${sweep.trials === 1 ? "run" : "runs"}`;
  if (runs.length === 0) return "no runs: exact construction";
  const shown = runs.slice(0, 6).map(shortId).join(" ");
  return runs.length === 1 ? `run ${shown}` : runs.length <= 6 ? `runs ${shown}` : `${runs.length} runs: ${shown} …`;
}
