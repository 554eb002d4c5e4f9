import { type Elementary, fitLine, studentT } from "@overparam/core";
import type { DiagramCell, PhaseDiagram } from "./phase-diagram.ts";

/** A row of a diagram: the statistic along x at one y, with its band. */
export interface Slice {
  /** Position on the y axis. */
  readonly y: number;
  readonly cells: readonly DiagramCell[];
}

/** Rows of a diagram, all or a few evenly chosen ones, the first and the last among them. */
export function slices({ x, y, cells }: PhaseDiagram, most = 5): readonly Slice[] {
  const count = y.values.length;
  const chosen =
    count <= most ? y.values.map((_, k) => k) : Array.from({ length: most }, (_, k) => Math.round((k * (count - 1)) / (most - 1)));
  return chosen.map((row) => ({ y: row, cells: cells.slice(row * x.values.length, (row + 1) * x.values.length) }));
}

/** The power of x in a slice, fitted seed by seed. */
export interface SliceSlope {
  readonly slope: number;
  /** 95 % interval over seeds (Student's t); infinite for one seed. */
  readonly low: number;
  readonly high: number;
  /** Seeds with a fit. */
  readonly seeds: number;
}

/** Fewer points of a seed than these make no slope. */
const fewest = 3;

/**
 * d log column / d log x along a slice: one least-squares line a seed over all of x, then an interval over seeds: seeds are what is independent, the points of
 * one curve need not be.
 *
 * @returns undefined for a fraction, an axis that is not positive numbers, or where no seed has three positive values
 */
export function sliceSlope(math: Elementary, diagram: PhaseDiagram, slice: Slice): SliceSlope | undefined {
  const { value, x } = diagram;
  if (value.kind === "fraction") return undefined;
  const curves = new Map<number, { x: number[]; y: number[] }>();
  for (const cell of slice.cells) {
    const place = x.values[cell.x];
    if (typeof place !== "number" || !(place > 0)) return undefined;
    for (const row of cell.rows) {
      const got = row[value.column];
      if (row.status !== "done" || typeof got !== "number" || !(got > 0 && Number.isFinite(got)) || typeof row.seed !== "number") continue;
      const curve = curves.get(row.seed) ?? { x: [], y: [] };
      curve.x.push(math.log(place));
      curve.y.push(math.log(got));
      curves.set(row.seed, curve);
    }
  }
  const found = [...curves.values()].flatMap((curve) => (new Set(curve.x).size < fewest ? [] : fitLine(curve.x, curve.y).slope));
  const seeds = found.length;
  if (seeds === 0) return undefined;
  const slope = found.reduce((sum, each) => sum + each / seeds, 0);
  if (seeds === 1) return { slope, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, seeds };
  const variance = found.reduce((sum, each) => sum + (each - slope) * (each - slope), 0) / (seeds - 1);
  const reach = studentT(math, seeds - 1).quantile(0.975) * Math.sqrt(variance / seeds);
  return { slope, low: slope - reach, high: slope + reach, seeds };
}
