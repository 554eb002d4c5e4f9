import type { Figure } from "@overparam/core";
import { heatmapPlot } from "./heatmap-plot.ts";
import { linesPlot } from "./lines-plot.ts";
import { planePlot } from "./plane-plot.ts";
import type { Plot } from "./plot.ts";

/** The Vega-Lite specification of a figure: a pure function of its data. Curves are also drawn at half size, for two side by side. */
export function figurePlot(figure: Figure, size: "whole" | "half" = "whole"): Plot {
  switch (figure.kind) {
    case "lines":
      return linesPlot(figure, size);
    case "plane":
      return planePlot(figure);
    case "heatmap":
      return heatmapPlot(figure);
  }
}
