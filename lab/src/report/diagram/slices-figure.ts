import type { Elementary, Figure, Series } from "@overparam/core";
import { type Slice, type SliceSlope, slices, sliceSlope } from "../../sweep/diagram/diagram-slices.ts";
import { diagramValueText } from "../../sweep/diagram/diagram-value.ts";
import type { PhaseDiagram } from "../../sweep/diagram/phase-diagram.ts";
import { formatEstimate, formatNumber } from "../format-number.ts";
import { valueRange } from "./value-range.ts";

/** A few rows of a diagram with their bands over seeds, and the power of x in each. */
export interface DiagramSlices {
  readonly slices: readonly { readonly slice: Slice; readonly label: string; readonly slope: SliceSlope | undefined }[];
  /** Undefined where x is no axis of numbers, or has one value. */
  readonly figure: Figure | undefined;
}

/**
 * Slices along x at a few values of y.
 *
 * @param along which slices they are, for the figure's id
 */
export function diagramSlices(
  math: Elementary,
  diagram: PhaseDiagram,
  sweep: { readonly id: string; readonly trials: number },
  along: "x" | "y" = "x",
): DiagramSlices {
  const { x, y, value } = diagram;
  const found = slices(diagram).map((slice) => ({
    slice,
    label: `${y.name} = ${valueText(y.values[slice.y])}`,
    slope: sliceSlope(math, diagram, slice),
  }));
  const numbers = x.values.every((each) => typeof each === "number");
  if (!numbers || x.values.length < 2) return { slices: found, figure: undefined };
  const { scale } = valueRange(diagram);
  const series = found.map(({ slice, label }): Series => {
    const known = slice.cells.filter((cell) => !Number.isNaN(cell.value));
    return {
      label,
      role: "measured",
      marks: true,
      x: known.map((cell) => Number(x.values[cell.x])),
      y: known.map((cell) => cell.value),
      low: known.map(({ low }) => low),
      high: known.map(({ high }) => high),
    };
  });
  const band = value.kind === "fraction" ? "Bands: Wilson's 95 % intervals." : "Bands: 10 % to 90 % of the trials of a cell.";
  const fits = found.flatMap(({ label, slope }) => (slope === undefined ? [] : [`${label}: ${slopeText(slope)}`]));
  const slopes = fits.length === 0 ? "" : ` Fitted power of ${x.name}, 95 % interval over seeds: ${fits.join("; ")}.`;
  return {
    slices: found,
    figure: {
      id: `slices-along-${along}`,
      title: `${diagramValueText(value)} along ${x.name}`,
      caption: `${band}${slopes}`,
      runs: [],
      sweep,
      kind: "lines",
      x: { label: x.name, scale: x.scale === "log" ? "log" : "linear" },
      y: { label: diagramValueText(value), scale },
      series: series.filter((each) => each.x.length > 0),
    },
  };
}

/** −1.50 [−1.62, −1.38] over 5 seeds. */
export function slopeText({ slope, low, high, seeds }: SliceSlope): string {
  return seeds === 1 ? `${formatNumber(slope)} (one seed)` : formatEstimate(slope, [low, high]);
}

function valueText(value: unknown): string {
  return typeof value === "number" ? formatNumber(value) : String(value);
}
