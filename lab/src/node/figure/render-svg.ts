import type { Figure } from "@overparam/core";
import { composeSvg } from "../../report/figure/compose-svg.ts";
import { drawFigure } from "./draw-figure.ts";

/** A figure as an SVG document of 800 px width, with title, caption and run ids; the same bytes for the same figure. */
export async function renderSvg(figure: Figure): Promise<string> {
  const { plot, svg } = await drawFigure(figure);
  return composeSvg(figure, plot, svg);
}
