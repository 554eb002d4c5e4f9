import { type Elementary, type Key, sphere } from "@overparam/core";

/** Students of one given norm in uniform directions: large norms are the lazy regime, small ones the mean-field regime. @returns [m,d] row-major */
export function scaledStart(math: Elementary, key: Key, m: number, d: number, scale: number): Float64Array {
  const w = new Float64Array(m * d);
  sphere(math, key, d, w);
  for (let k = 0; k < w.length; k++) w[k] = (w[k] as number) * scale;
  return w;
}
