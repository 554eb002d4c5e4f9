import { contours } from "d3-contour";

/** A line of equal value, in units of cells: (0, 0) is the outer corner of the first cell, whose centre is (½, ½). */
export interface ContourLine {
  readonly level: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/**
 * Where the values between cell centres pass through some levels, by linear interpolation (marching squares).
 *
 * Lines end at the border of the grid and at cells without a number: nothing is drawn where nothing is known.
 *
 * @param values [height, width] row-major; NaN where a cell has none
 * @cost O(levels · cells)
 */
export function contourLines(values: readonly number[], width: number, height: number, levels: readonly number[]): readonly ContourLine[] {
  if (width < 2 || height < 2) return [];
  const known = values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const trace = contours().size([width, height]);
  const nextToNothing = (x: number, y: number, level: number): boolean => {
    const [left, right, above, below] = [Math.floor(x - 0.5), Math.ceil(x - 0.5), Math.floor(y - 0.5), Math.ceil(y - 0.5)];
    if (left < 0 || above < 0 || right >= width || below >= height) return true;
    // A sum with NaN in it is NaN.
    const [upper, lower] = [above * width, below * width];
    const sum =
      (known[upper + left] as number) +
      (known[upper + right] as number) +
      (known[lower + left] as number) +
      (known[lower + right] as number);
    if (Number.isNaN(sum)) return true;
    // Towards an unknown cell the ring runs through the centre of its neighbour, whatever the value there.
    return left === right && above === below && known[above * width + left] !== level;
  };
  return levels.flatMap((level) =>
    trace.contour(known, level).coordinates.flatMap((polygon) => polygon.flatMap((ring) => open(ring as [number, number][], level))),
  );

  /** Rings of regions, cut where they follow the border or unknown cells. */
  function open(ring: readonly (readonly [number, number])[], level: number): readonly ContourLine[] {
    const lines: ContourLine[] = [];
    let line: (readonly [number, number])[] = [];
    const end = (): void => {
      if (line.length > 1) lines.push({ level, points: line });
      line = [];
    };
    for (const point of ring) {
      if (nextToNothing(point[0], point[1], level)) end();
      else line.push(point);
    }
    end();
    // A ring that was cut begins in the middle of a line: its first and last pieces are one.
    const [first] = lines;
    const last = lines.at(-1);
    const whole = lines.length === 1 && first?.points.length === ring.length;
    if (!whole && first !== undefined && last !== undefined && first !== last && same(last.points.at(-1), first.points[0])) {
      return [{ level, points: [...last.points, ...first.points.slice(1)] }, ...lines.slice(1, -1)];
    }
    return lines;
  }
}

function same(a: readonly [number, number] | undefined, b: readonly [number, number] | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}
