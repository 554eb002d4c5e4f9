import { type Elementary, foldedAngle } from "@overparam/core";
import { rowNorms } from "../geometry.ts";

/** π/2, rounded to double. */
const right = 1.5707963267948966;
/** 2/π, rounded to double. */
const twoOverPi = 0.6366197723675814;
const steps = 16;
const halvings = 40;

/**
 * The least loss that a pair of teachers costs when one neuron stands in for both: min over pairs, c ≥ 0 and u of ½ E (c|u·x| − |w*_i·x| − |w*_j·x|)².
 *
 * E|u·x||w·x| = ‖w‖ k(φ) for a unit u at the angle φ, k(φ) = (2/π)(sin φ + (π/2 − φ) cos φ). The best u lies in the plane of the pair, the best c is the inner
 * product itself, and what remains is ½ (‖f‖² − max_φ (p k(φ) + q k(θ − φ))²), the largest over φ by search on [0, θ].
 *
 * @param directions [r,d], norms are the teachers'
 * @returns +∞ for a single teacher
 * @cost O(r² · (d + 100))
 * @source added by the laboratory
 */
export function mergedPairLoss(math: Elementary, directions: Float64Array, d: number): number {
  const norms = rowNorms(directions, d);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < norms.length; i++) {
    for (let j = i + 1; j < norms.length; j++) {
      const { angle } = foldedAngle(math, directions, i * d, directions, j * d, d);
      least = Math.min(least, pairLoss(math, norms[i] as number, norms[j] as number, angle));
    }
  }
  return least;
}

function pairLoss(math: Elementary, p: number, q: number, angle: number): number {
  const kernel = (phi: number): number => twoOverPi * (math.sin(phi) + (right - phi) * math.cos(phi));
  const along = (phi: number): number => p * kernel(phi) + q * kernel(angle - phi);
  let best = 0;
  for (let k = 1; k <= steps; k++) if (along((k * angle) / steps) > along((best * angle) / steps)) best = k;
  let low = (Math.max(0, best - 1) * angle) / steps;
  let high = (Math.min(steps, best + 1) * angle) / steps;
  for (let k = 0; k < halvings; k++) {
    const third = (high - low) / 3;
    if (along(low + third) < along(high - third)) low += third;
    else high -= third;
  }
  const largest = along((low + high) / 2);
  return Math.max(0, (p * p + q * q + 2 * p * q * kernel(angle) - largest * largest) / 2);
}
