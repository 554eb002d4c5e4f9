import type { Elementary } from "@overparam/kernels";

/** Angle between two lines, and which way the vectors point along them. */
export interface FoldedAngle {
  /** In [0, π/2]; NaN where a vector is zero. */
  readonly angle: number;
  /** 1 when the vectors are within π/2 of each other, −1 otherwise. */
  readonly sign: 1 | -1;
}

/**
 * Angle between the lines through two vectors: 2·atan2(min, max) of ‖û − v̂‖ and ‖û + v̂‖, accurate to a few ulp near 0 too.
 *
 * @param u its row of `dimension` entries starts at `atU`
 * @source Kahan 2006, "How futile are mindless assessments of roundoff", §12
 */
export function foldedAngle(math: Elementary, u: Float64Array, atU: number, v: Float64Array, atV: number, dimension: number): FoldedAngle {
  let uu = 0;
  let vv = 0;
  for (let k = 0; k < dimension; k++) {
    uu += (u[atU + k] as number) * (u[atU + k] as number);
    vv += (v[atV + k] as number) * (v[atV + k] as number);
  }
  if (uu === 0 || vv === 0) return { angle: Number.NaN, sign: 1 };
  const nu = Math.sqrt(uu);
  const nv = Math.sqrt(vv);
  let difference = 0;
  let sum = 0;
  for (let k = 0; k < dimension; k++) {
    const a = (u[atU + k] as number) / nu;
    const b = (v[atV + k] as number) / nv;
    difference += (a - b) * (a - b);
    sum += (a + b) * (a + b);
  }
  const near = Math.sqrt(Math.min(difference, sum));
  const far = Math.sqrt(Math.max(difference, sum));
  return { angle: 2 * math.atan2(near, far), sign: difference <= sum ? 1 : -1 };
}
