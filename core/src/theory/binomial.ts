import type { Elementary } from "@overparam/kernels";
import { incompleteBeta } from "./incomplete-beta.ts";

/** P(X ≥ hits) for X ~ Binomial(of, p). */
export function binomialAtLeast(math: Elementary, hits: number, of: number, p: number): number {
  return hits <= 0 ? 1 : hits > of ? 0 : incompleteBeta(math, 2 * hits, 2 * (of - hits + 1), p, 1 - p);
}

/** P(X ≤ hits) for X ~ Binomial(of, p). */
export function binomialAtMost(math: Elementary, hits: number, of: number, p: number): number {
  return hits >= of ? 1 : hits < 0 ? 0 : incompleteBeta(math, 2 * (of - hits), 2 * (hits + 1), 1 - p, p);
}

/**
 * Exact interval of a fraction from a count: each end is the p at which the count, or a more extreme one, has the probability `missing`.
 *
 * @returns [low, high] in [0, 1], to about 1e-14
 * @source Clopper, Pearson 1934
 */
export function fractionInterval(math: Elementary, hits: number, of: number, missing: number): readonly [number, number] {
  const root = (tail: (p: number) => number, rising: boolean): number => {
    let low = 0;
    let high = 1;
    for (let halving = 0; halving < 60; halving++) {
      const middle = (low + high) / 2;
      if (tail(middle) < missing === rising) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return [
    hits <= 0 ? 0 : root((p) => binomialAtLeast(math, hits, of, p), true),
    hits >= of ? 1 : root((p) => binomialAtMost(math, hits, of, p), false),
  ];
}
