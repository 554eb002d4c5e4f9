import type { PhaseDiagram } from "../../sweep/diagram/phase-diagram.ts";

/** How the values of a diagram are coloured. */
export interface ValueRange {
  readonly scale: "linear" | "log";
  /** Undefined where no cell has a value. */
  readonly domain: readonly [number, number] | undefined;
}

/**
 * Fractions from 0 to 1, whatever was found; positive numbers that span two decades or more by their logarithm; others from the least to the greatest.
 */
export function valueRange({ value, cells }: Pick<PhaseDiagram, "value" | "cells">): ValueRange {
  if (value.kind === "fraction") return { scale: "linear", domain: [0, 1] };
  const finite = cells.map((cell) => cell.value).filter(Number.isFinite);
  if (finite.length === 0) return { scale: "linear", domain: undefined };
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  return { scale: low > 0 && high >= 100 * low ? "log" : "linear", domain: [low, high] };
}

/** Where a value lies between the two ends of a range, 0 to 1; NaN where it has no colour. */
export function valuePlace(value: number, { scale, domain }: ValueRange): number {
  if (domain === undefined || Number.isNaN(value)) return Number.NaN;
  const [low, high] = domain;
  if (low === high) return Number.isFinite(value) ? 0.5 : Number.NaN;
  // not a result: places ink
  const on = (of: number): number => (scale === "log" ? Math.log10(of) : of);
  const place = (on(value) - on(low)) / (on(high) - on(low));
  return Math.min(1, Math.max(0, place));
}
