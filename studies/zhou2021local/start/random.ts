import { type Elementary, type Key, normal } from "@overparam/core";

/** Directions of Initialisation 1: w_i ~ N(0, I_d). @returns [m,d] row-major */
export function randomDirections(math: Elementary, key: Key, m: number, d: number): Float64Array {
  const w = new Float64Array(m * d);
  normal(math, key, w);
  return w;
}
