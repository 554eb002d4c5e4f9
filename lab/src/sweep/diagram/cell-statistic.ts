import { wilsonInterval } from "@overparam/core";
import { type DiagramValue, fits } from "./diagram-value.ts";
import { quantile } from "./quantile.ts";
import type { TrialRow } from "./trial-row.ts";

/** What the trials of a cell say. */
export interface CellStatistic {
  /** NaN where no trial has a value. */
  readonly value: number;
  /** A fraction: Wilson's 95 % interval. A number: the 10 % and 90 % quantiles over the trials. */
  readonly low: number;
  readonly high: number;
  /** Trials that ended by themselves, and those of them that count as a success, or have a number. */
  readonly trials: number;
  readonly counted: number;
  /** Trials that failed or are unfinished: never a result, so no part of a fraction. */
  readonly left: number;
}

/**
 * The statistic of some trials of one cell.
 *
 * A median over trials, not a mean of logarithms: it needs no value to be positive, and one run that diverged moves it by one rank.
 */
export function cellStatistic(rows: readonly TrialRow[], value: DiagramValue): CellStatistic {
  let trials = 0;
  let counted = 0;
  const numbers: number[] = [];
  // Plain loops: a diagram of 40 000 cells is drawn anew while somebody looks on.
  for (const row of rows) {
    if (row["status"] !== "done") continue;
    trials += 1;
    if (value.kind === "fraction") {
      if (fits(row, value)) counted += 1;
      continue;
    }
    const each = row[value.column];
    if (typeof each === "boolean") numbers.push(Number(each));
    else if (typeof each === "number" && !Number.isNaN(each)) numbers.push(each);
  }
  const left = rows.length - trials;
  if (value.kind === "fraction") {
    if (trials === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, trials, counted, left };
    const [low, high] = wilsonInterval(counted, trials);
    return { value: counted / trials, low, high, trials, counted, left };
  }
  counted = numbers.length;
  if (counted === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, trials, counted, left };
  if (counted === 1) {
    const [only = Number.NaN] = numbers;
    return { value: only, low: only, high: only, trials, counted, left };
  }
  numbers.sort((a, b) => a - b);
  const middle = value.kind === "mean" ? numbers.reduce((sum, each) => sum + each / counted, 0) : quantile(numbers, value.at);
  return { value: middle, low: quantile(numbers, 0.1), high: quantile(numbers, 0.9), trials, counted, left };
}
