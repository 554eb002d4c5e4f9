import type { RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "./fact.ts";
import { numberOf } from "./values.ts";

/** Time since the loss first was at ε_0 or below, which is where Theorem 5 starts its clock; 0 on runs that never were. */
export function localTime(record: RunRecord<Config>): (sample: Sample) => number {
  const threshold = fact(record, "threshold");
  const first = record.samples.find((sample) => numberOf(sample, "loss") <= threshold);
  return (sample) => (first === undefined ? 0 : sample.time - first.time);
}
