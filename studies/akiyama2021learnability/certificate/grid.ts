import type { Elementary } from "@overparam/core";

const pi = 3.141592653589793;
/** Directions of the circle's grid. */
export const circleCount = 180;
/** Rows (latitudes) and columns (longitudes) of the sphere's grid. */
export const sphereRows = 24;
export const sphereColumns = 48;

/** Unit vectors of a fixed grid: every 2° of the circle, or the middles of 24 × 48 cells of latitude and longitude, from the north pole; undefined for other d. */
export function gridOf(math: Elementary, d: number): Float64Array | undefined {
  if (d === 2) {
    const out = new Float64Array(2 * circleCount);
    for (let i = 0; i < circleCount; i++) {
      out[2 * i] = math.cos((2 * pi * i) / circleCount);
      out[2 * i + 1] = math.sin((2 * pi * i) / circleCount);
    }
    return out;
  }
  if (d !== 3) return undefined;
  const out = new Float64Array(3 * sphereRows * sphereColumns);
  for (let row = 0; row < sphereRows; row++) {
    const polar = (pi * (row + 0.5)) / sphereRows;
    for (let column = 0; column < sphereColumns; column++) {
      const turn = (2 * pi * (column + 0.5)) / sphereColumns - pi;
      const at = 3 * (row * sphereColumns + column);
      out[at] = math.sin(polar) * math.cos(turn);
      out[at + 1] = math.sin(polar) * math.sin(turn);
      out[at + 2] = math.cos(polar);
    }
  }
  return out;
}
