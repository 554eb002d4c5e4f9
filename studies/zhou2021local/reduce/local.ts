import type { RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "./fact.ts";
import { numberOf } from "./values.ts";

/** A loss is resolved when its rounding error moves its logarithm by at most this. */
const resolution = 0.01;

/**
 * The records on which the local theory speaks: from the first time L ≤ ε_0 on, as long as the loss is resolved by the arithmetic.
 */
export function local(record: RunRecord<Config>): readonly Sample[] {
  const threshold = fact(record, "threshold");
  const first = record.samples.findIndex((sample) => numberOf(sample, "loss") <= threshold);
  return first < 0 ? [] : record.samples.slice(first).filter(resolved);
}

/** Is the loss of a record at least 100 times its rounding error? */
export function resolved(sample: Sample): boolean {
  return numberOf(sample, "lossFloor") <= resolution * numberOf(sample, "loss");
}
