import type { Elementary } from "@overparam/kernels";
import { type Assessment, undecided } from "./assessment.ts";
import type { Measured } from "./evidence.ts";
import { type Extrapolation, extrapolate, type Level } from "./extrapolate.ts";
import { numberText } from "./number-text.ts";

/**
 * Judges a limit x → 0: each run's values are extrapolated, and the limit has to agree with the prediction within the error of the extrapolation.
 *
 * Undecided where that error is too large to mean anything: for a predicted value other than 0, at least as large as that value (the interval could not
 * tell it from 0, or from its double); for the predicted value 0, at least as large as the largest measured value (nothing was seen to fall).
 */
export function assessLimit(
  math: Elementary,
  prediction: { readonly value: number; readonly side?: "equals" | "at least" | "at most" },
  values: readonly Measured[],
): Assessment {
  const usable = values.filter((entry) => entry.x !== undefined && entry.x > 0 && Number.isFinite(entry.value));
  const runs = new Set(usable.map((entry) => entry.run)).size;
  const points = usable.length;
  if (points === 0) return undecided("no values with a positive variable were measured");
  const ladders = laddersOf(usable);
  const found: { readonly run: string; readonly limit: Extrapolation }[] = [];
  for (const [run, ladder] of ladders) {
    const limit = extrapolate(math, ladder);
    if (limit !== undefined) found.push({ run, limit });
  }
  if (found.length === 0) return undecided("fewer than three separated values that converge", runs, points);

  const { value: predicted, side = "equals" } = prediction;
  const excess = ({ limit }: { readonly limit: Extrapolation }): number => {
    const signed = limit.limit - predicted;
    return (side === "equals" ? Math.abs(signed) : side === "at least" ? -signed : signed) - limit.error;
  };
  const worst = found.reduce((a, b) => (excess(b) > excess(a) ? b : a));
  const { limit, error, power } = worst.limit;
  const largest = usable.reduce((most, entry) => Math.max(most, Math.abs(entry.value)), 0);
  const scale = predicted === 0 ? largest : Math.abs(predicted);
  const signed = limit - predicted;
  const common = {
    kind: "decided" as const,
    estimate: limit,
    interval: [limit - error, limit + error] as const,
    slack: side === "equals" ? error - Math.abs(signed) : side === "at least" ? signed : -signed,
    runs,
    points,
  };
  const towards = Number.isNaN(power) ? "" : `, approached as the power ${numberText(power)}`;
  const says = `the limit is ${numberText(limit)} ± ${numberText(error)}${towards}${found.length > 1 ? ` (worst of ${found.length} runs)` : ""}`;
  if (found.length < ladders.size) {
    return {
      ...common,
      verdict: excess(worst) > 0 ? "violated" : "undecided",
      says: `${says}; ${ladders.size - found.length} of ${ladders.size} runs do not converge`,
    };
  }
  if (excess(worst) > 0) return { ...common, verdict: "violated", says };
  if (found.some((entry) => entry.limit.error >= scale)) {
    return { ...common, verdict: "undecided", says: `${says}, too wide to tell from ${predicted === 0 ? "what was measured" : "0"}` };
  }
  return { ...common, verdict: "holds", says };
}

/** Values by run; where no run has three, all of them make one ladder. Equal x are averaged. */
function laddersOf(values: readonly Measured[]): ReadonlyMap<string, readonly Level[]> {
  const byRun = groupByRun(values);
  const long = new Map([...byRun].filter(([, entries]) => new Set(entries.map((entry) => entry.x)).size >= 3));
  const groups = long.size > 0 ? long : new Map([["all runs", values]]);
  return new Map([...groups].map(([run, entries]) => [run, levelsOf(entries)]));
}

function groupByRun(values: readonly Measured[]): Map<string, readonly Measured[]> {
  const groups = new Map<string, Measured[]>();
  for (const entry of values) {
    const group = groups.get(entry.run);
    if (group === undefined) groups.set(entry.run, [entry]);
    else group.push(entry);
  }
  return groups;
}

function levelsOf(values: readonly Measured[]): readonly Level[] {
  const byX = new Map<number, Measured[]>();
  for (const entry of values) {
    const x = entry.x as number;
    const group = byX.get(x);
    if (group === undefined) byX.set(x, [entry]);
    else group.push(entry);
  }
  return [...byX].map(([x, group]) => ({
    x,
    value: group.reduce((sum, entry) => sum + entry.value, 0) / group.length,
    // A standard error counts four times: the normal law leaves it with probability 6e−5.
    rounding: group.reduce((sum, entry) => sum + (entry.rounding ?? 0) + 4 * (entry.deviation ?? 0), 0) / group.length,
  }));
}
