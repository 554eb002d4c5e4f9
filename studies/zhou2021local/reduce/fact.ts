import type { RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";

/** A number known before the first step. */
export function fact(record: RunRecord<Config>, name: string): number {
  const value = record.facts[name];
  return typeof value === "number" ? value : Number.NaN;
}
