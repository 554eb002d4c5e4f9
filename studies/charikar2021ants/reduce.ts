import type { Evidence, Material, Measured, RunRecord, Sample } from "@overparam/core";
import type { Config } from "./config.ts";

/** A number of a record; NaN where it is none. */
export function numberOf(sample: Sample | undefined, id: string): number {
  const value = sample?.values[id];
  return typeof value === "number" ? value : Number.NaN;
}

/** An entry of a list of a record; NaN where it is none. */
export function entryOf(sample: Sample | undefined, id: string, at: number): number {
  const value = sample?.values[id];
  return typeof value === "object" && value !== null ? (value[at] ?? Number.NaN) : Number.NaN;
}

/** A fact that is a number; NaN where it is none. */
export function fact(record: RunRecord<Config>, name: string): number {
  const value = record.facts[name];
  return typeof value === "number" ? value : Number.NaN;
}

/** 1 for every run that ended on the predicted path, 0 for every other one. */
export function wins({ records }: Material<Config>): Evidence {
  return {
    kind: "values",
    values: records.map((record): Measured => ({ run: record.id, value: record.outcome.kind === "reached" ? 1 : 0 })),
  };
}

/** The share at the source of path A or B. */
export function shareOf(record: RunRecord<Config>, sample: Sample | undefined, path: "A" | "B"): number {
  return entryOf(sample, "sourceShares", fact(record, `share${path}`));
}
