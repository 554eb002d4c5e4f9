import type { Elementary } from "@overparam/kernels";
import { logGammaHalf } from "./log-gamma-half.ts";

/** Two counts, of the same kind of event in two samples. */
export interface CountPair {
  readonly hits: number;
  readonly of: number;
  readonly otherHits: number;
  readonly otherOf: number;
}

/** Probabilities nearer than this relative distance are ties: the logarithms carry about 1e-13. */
const tie = 1e-9;

/**
 * Fisher's exact test of two fractions: given the sum of both counts, the first is hypergeometric when the fractions are equal.
 *
 * @returns P(X ≤ hits), P(X ≥ hits), and the sum of all probabilities that are not above that of `hits` (two-sided)
 * @range each in [0, 1], relative error about 1e-11
 * @cost O(smaller of both samples)
 * @source Fisher 1935
 */
export function fisherExact(
  math: Elementary,
  { hits, of, otherHits, otherOf }: CountPair,
): { readonly low: number; readonly high: number; readonly both: number } {
  const sum = hits + otherHits;
  const first = Math.max(0, sum - otherOf);
  const last = Math.min(of, sum);
  const logChoose = (n: number, k: number): number =>
    logGammaHalf(math, 2 * n + 2) - logGammaHalf(math, 2 * k + 2) - logGammaHalf(math, 2 * (n - k) + 2);
  const logAt = (x: number): number => logChoose(of, x) + logChoose(otherOf, sum - x);
  const here = logAt(hits);
  let largest = Number.NEGATIVE_INFINITY;
  for (let x = first; x <= last; x++) largest = Math.max(largest, logAt(x));
  let all = 0;
  let low = 0;
  let high = 0;
  let both = 0;
  for (let x = first; x <= last; x++) {
    const log = logAt(x);
    const weight = math.exp(log - largest);
    all += weight;
    if (x <= hits) low += weight;
    if (x >= hits) high += weight;
    if (log <= here + tie) both += weight;
  }
  return { low: Math.min(1, low / all), high: Math.min(1, high / all), both: Math.min(1, both / all) };
}
