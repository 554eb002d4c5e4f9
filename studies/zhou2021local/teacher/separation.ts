import { type Elementary, foldedAngle } from "@overparam/core";

/** π/2, rounded to double. */
const right = 1.5707963267948966;

/** Δ: the least angle between two rows up to sign, radians in [0, π/2]; π/2 for a single row. */
export function separation(math: Elementary, directions: Float64Array, d: number): number {
  let least = right;
  for (let i = 0; i < directions.length; i += d) {
    for (let j = i + d; j < directions.length; j += d) least = Math.min(least, foldedAngle(math, directions, i, directions, j, d).angle);
  }
  return least;
}
