import { type Elementary, fold, type Key, normal, uniform } from "@overparam/core";

/** Where an adversary starts. */
export interface StartOrder {
  readonly domain: "sphere" | "ball";
  readonly starts: number;
  readonly radius: number;
  /** ∇f(x), [d]. */
  readonly slope: Float64Array;
}

/**
 * Starts on the sphere of the radius, [starts,d]: the poles ±∇f(x) first, the rest at heights spread evenly between them with random directions
 * across, as a second basin may be too small for uniform starts; a single start is uniform. In the ball the first is its centre and the
 * others lie at radii that grow in equal steps.
 */
export function startsOf(math: Elementary, key: Key, { domain, starts, radius, slope }: StartOrder): Float64Array {
  const d = slope.length;
  const out = new Float64Array(starts * d);
  normal(math, fold(key, "directions"), out);
  const jitter = new Float64Array(starts);
  uniform(fold(key, "heights"), jitter);
  let square = 0;
  for (let k = 0; k < d; k++) square += (slope[k] as number) * (slope[k] as number);
  const steepness = Math.sqrt(square);
  for (let s = 0; s < starts; s++) {
    const row = out.subarray(s * d, (s + 1) * d);
    let along = 0;
    for (let k = 0; k < d; k++) along += ((slope[k] as number) / steepness) * (row[k] as number);
    const height = s === 0 ? 1 : s === 1 ? -1 : 1 - (2 * (s - 2 + (jitter[s] as number))) / (starts - 2);
    const uniformly = starts === 1;
    let across = 0;
    if (!uniformly) for (let k = 0; k < d; k++) row[k] = (row[k] as number) - (along * (slope[k] as number)) / steepness;
    for (let k = 0; k < d; k++) across += (row[k] as number) * (row[k] as number);
    const wide = Math.sqrt(Math.max(0, 1 - height * height)) / Math.sqrt(across);
    const size = domain === "ball" ? (radius * s) / starts : radius;
    for (let k = 0; k < d; k++) {
      const unit = uniformly
        ? (row[k] as number) / Math.sqrt(across)
        : wide * (row[k] as number) + (height * (slope[k] as number)) / steepness;
      row[k] = size * unit;
    }
  }
  return out;
}
