import type { Figure } from "@overparam/core";
import type { TopLevelSpec } from "vega-lite";
import { figurePlot } from "../../report/figure/figure-plot.ts";
import type { Plot } from "../../report/figure/plot.ts";
import { textWidth } from "../../report/figure/text-width.ts";

/**
 * The plot of a figure as an SVG element, without title and caption; equal figures give equal text.
 *
 * @cost about 50 ms; half a second once for loading Vega
 */
export async function drawFigure(figure: Figure, size: "whole" | "half" = "whole"): Promise<{ plot: Plot; svg: string }> {
  // Loaded when the first figure is drawn: Vega takes longer to load than most commands to run.
  const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  const { textMetrics } = vega as unknown as { textMetrics: { width: (item: { fontSize?: number }, text: unknown) => number } };
  const silent = vega.logger(vega.None);
  // Without a canvas Vega guesses widths at 0.8 em a character; the figures' own font is known exactly.
  textMetrics.width = (item, text) => textWidth(String(text), item.fontSize ?? 11);
  const plot = figurePlot(figure, size);
  const { spec } = compile(plot.spec as unknown as TopLevelSpec, { logger: silent });
  const view = new vega.View(vega.parse(spec), { renderer: "none", logger: silent });
  try {
    const svg = nameless(ownIds(await view.toSVG(), figure.id));
    return { plot, svg };
  } finally {
    view.finalize();
  }
}

/** Without Vega's roles for single marks: a figure is one picture with one description, which its frame gives. */
function nameless(svg: string): string {
  return svg.replaceAll(/ (?:role|aria-[a-z]+)="[^"]*"/g, "");
}

/** Vega numbers its clip paths over the process; a figure's own id makes them its own. */
function ownIds(svg: string, figure: string): string {
  const prefix = figure.replaceAll(/[^A-Za-z0-9_-]/g, "-");
  const names = new Map<string, string>();
  for (const [, id = ""] of svg.matchAll(/\bid="([^"]+)"/g)) names.set(id, `${prefix}-${names.size}`);
  return svg
    .replaceAll(/\bid="([^"]+)"/g, (_, id: string) => `id="${names.get(id)}"`)
    .replaceAll(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${names.get(id) ?? id})`);
}
