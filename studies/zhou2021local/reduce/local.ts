import type { RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "./fact.ts";
import { numberOf } from "./values.ts";

/** A loss is resolved when its rounding error moves its logarithm by at most this. */
const resolution = 0.01;

/** The records on which statements about a point W speak: L ≤ ε_0, and the loss is resolved by the arithmetic. */
export function local(record: RunRecord<Config>): readonly Sample[] {
  const threshold = fact(record, "threshold");
  return record.samples.filter((sample) => numberOf(sample, "loss") <= threshold && resolved(sample));
}

/**
 * The records on which statements about descent speak: all from the first time L ≤ ε_0 on, whatever the loss does then, as long as it is resolved by the
 * arithmetic. A loss that is no number is kept: it is the worst that descent can do.
 */
export function sinceLocal(record: RunRecord<Config>): readonly Sample[] {
  const threshold = fact(record, "threshold");
  const first = record.samples.findIndex((sample) => numberOf(sample, "loss") <= threshold);
  return first < 0 ? [] : record.samples.slice(first).filter((sample) => !Number.isFinite(numberOf(sample, "loss")) || resolved(sample));
}

/** Is the loss of a record at least 100 times its rounding error? */
export function resolved(sample: Sample): boolean {
  return isSmall(numberOf(sample, "lossFloor"), numberOf(sample, "loss"));
}

/** Is a rounding error at most a hundredth of what it is an error of? */
export function isSmall(rounding: number, size: number): boolean {
  return rounding <= resolution * size;
}
