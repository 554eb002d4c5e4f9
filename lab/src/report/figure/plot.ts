import { palette } from "./palette.ts";

/** A Vega-Lite specification with the size of the picture it makes, in pixels. */
export interface Plot {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly width: number;
  readonly height: number;
}

/** Family that every text of a figure asks for; reports and PNG files carry or embed no other. */
export const figureFont = "DejaVu Sans, Verdana, sans-serif";

/** Look shared by all figures: paper, quiet axes, decades as grid. */
export const plotConfig = {
  aria: false,
  background: "transparent",
  font: figureFont,
  view: { stroke: null },
  axis: {
    domain: false,
    tickColor: palette.line,
    gridColor: palette.line,
    gridOpacity: 0.8,
    labelColor: palette.soft,
    labelFontSize: 11,
    labelPadding: 6,
    titleColor: palette.soft,
    titleFontSize: 12,
    titleFontWeight: "normal",
  },
  title: { color: palette.ink, fontSize: 12, fontWeight: "normal", anchor: "middle" },
} as const;

/** Words for chosen ticks, as a Vega expression over `datum.value`. */
export function tickWords(ticks: readonly { readonly value: number; readonly label: string }[]): string {
  const words = Object.fromEntries(ticks.map(({ value, label }) => [String(value), label]));
  return `(${JSON.stringify(words)})['' + datum.value] || datum.label`;
}
