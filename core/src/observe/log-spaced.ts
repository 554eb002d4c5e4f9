import { misuse } from "@overparam/kernels";
import type { Schedule } from "./schedule.ts";

/**
 * Records at iteration 0, at every iteration up to `dense`, then at about `perDecade` iterations a decade, ⌊10^{k/perDecade} + ½⌋, and at `last`.
 *
 * @param last the run's last iteration, an integer ≥ 0
 * @param perDecade records a decade, an integer from 1 to 1000
 * @param dense every iteration up to here is recorded; 0 by default
 */
export function logSpaced(options: { readonly last: number; readonly perDecade: number; readonly dense?: number }): Schedule {
  const { last, perDecade, dense = 0 } = options;
  if (!(Number.isSafeInteger(last) && last >= 0)) throw misuse("logSpaced", "last must be an integer of at least 0", last);
  if (!(Number.isSafeInteger(perDecade) && perDecade >= 1 && perDecade <= 1000)) {
    throw misuse("logSpaced", "perDecade must be an integer from 1 to 1000", perDecade, "try 40");
  }
  if (!(Number.isSafeInteger(dense) && dense >= 0)) throw misuse("logSpaced", "dense must be an integer of at least 0", dense);
  const sparse: number[] = [];
  const ratio = rootOfTen(perDecade);
  for (let x = 1; x < last; x *= ratio) {
    const point = Math.floor(x + 0.5);
    if (point > dense && point < last && point !== sparse.at(-1)) sparse.push(point);
  }
  sparse.push(last);
  return {
    last,
    next(iteration) {
      const following = Math.max(iteration + 1, 0);
      if (following <= Math.min(dense, last)) return following;
      return sparse[firstAtLeast(sparse, following)] ?? last;
    },
  };
}

/** 10^{1/n}: bisection on xⁿ by repeated products, the same bits in every JavaScript engine. */
function rootOfTen(n: number): number {
  let low = 1;
  let high = 10;
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    let power = 1;
    for (let i = 0; i < n && power <= 10; i++) power *= middle;
    if (power <= 10) low = middle;
    else high = middle;
  }
  return low;
}

/** Index of the first entry ≥ x of an ascending list. */
function firstAtLeast(sorted: readonly number[], x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
