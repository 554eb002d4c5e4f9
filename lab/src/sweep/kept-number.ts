import type { Facts, Sample } from "@overparam/core";
import { keptName } from "./kept-names.ts";

/** A number of a record by its kept name; null where it has no value there. */
export function sampleNumber(sample: Sample, text: string): number | null {
  const name = keptName(text);
  if (name.kind === "fact") return null;
  const value = sample.values[name.id] ?? null;
  if (value === null || typeof value === "number") return name.of === null ? value : null;
  if (value.length === 0) return null;
  switch (name.of) {
    case null:
      return null;
    case "max":
      return value.reduce((a, b) => (a >= b ? a : b));
    case "min":
      return value.reduce((a, b) => (a <= b ? a : b));
    case "mean":
      return value.reduce((a, b) => a + b, 0) / value.length;
    default:
      return value[name.of] ?? null;
  }
}

/** A fact as a number: true and false are 1 and 0, texts and lists have none. */
export function factNumber(facts: Facts, name: string): number | null {
  const value = facts[name];
  return typeof value === "number" ? value : typeof value === "boolean" ? Number(value) : null;
}
