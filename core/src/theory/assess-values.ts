import type { Elementary } from "@overparam/kernels";
import { type Assessment, undecided } from "./assessment.ts";
import type { Measured } from "./evidence.ts";
import { numberText } from "./number-text.ts";
import { above, below } from "./one-sided.ts";
import { runText } from "./run-text.ts";
import { studentT } from "./student-t.ts";

/** What every value is asked to be. */
export type Level =
  | { readonly form: "equals"; readonly value: number; readonly range?: readonly [number, number] }
  | { readonly form: "at least" | "at most"; readonly bound: number; readonly range?: readonly [number, number]; readonly scale?: number };

/** A rounding error is small against a size when it is at most this part of it. */
const small = 0.01;

/**
 * Judges `equals`, `at least` and `at most` of every value.
 *
 * A value with a rounding error alone is arithmetic: it contradicts the bound when it lies beyond it by more than that error. It agrees when it lies within by
 * as much, or when the error is small against the size of the quantity (the truth may lie on the bound): the stated scale, else the bound's own size or
 * finite range. Otherwise nothing is decided.
 * A sample mean is tested with the normal law: "the claim is true" by the least p-value of all means times their number (Bonferroni), "the claim is
 * false" by the largest (a bound must be shown for every mean; Berger 1982). Equality of a mean cannot be shown, only contradicted: it holds when
 * uncontradicted by an interval that tells the value from 0, and is undecided otherwise.
 */
export function assessValues(math: Elementary, level: Level, values: readonly Measured[]): Assessment {
  const runs = new Set(values.map((entry) => entry.run)).size;
  const points = values.length;
  if (points === 0) return undecided("no values were measured");
  const target = level.form === "equals" ? level.value : level.bound;
  /** Distance inside the bound (inequalities), or minus the distance from the value. */
  const margin = (value: number): number =>
    level.form === "at least" ? value - target : level.form === "at most" ? target - value : -Math.abs(value - target);
  const slackOf = (entry: Measured): number => margin(entry.value) + (entry.rounding ?? 0);

  const exact = values.filter((entry) => entry.deviation === undefined || entry.deviation === 0);
  const means = values.filter((entry) => entry.deviation !== undefined && entry.deviation !== 0);
  const broken = exact.filter((entry) => slackOf(entry) < 0);
  const worst = leastBy(values, (entry) => (Number.isNaN(margin(entry.value)) ? Number.POSITIVE_INFINITY : margin(entry.value)));
  const common = { estimate: worst.value, slack: level.form === "equals" ? slackOf(worst) : margin(worst.value), runs, points };
  const name = points === 1 ? `the value is ${numberText(worst.value)}` : `the worst of ${points} values is ${numberText(worst.value)}`;

  if (broken.length > 0) {
    const entry = leastBy(broken, slackOf);
    const says = `${broken.length} of ${points} values ${broken.length === 1 ? "is" : "are"} beyond ${numberText(target)}, the worst ${numberText(entry.value)} in ${runText(entry.run)}`;
    return {
      kind: "decided",
      verdict: "violated",
      interval: null,
      ...common,
      estimate: entry.value,
      slack: level.form === "equals" ? slackOf(entry) : margin(entry.value),
      says,
    };
  }
  const missing = values.find((entry) => Number.isNaN(entry.value) || Number.isNaN(entry.deviation ?? 0));
  if (missing !== undefined) return undecided(`the value of ${runText(missing.run)} is not a number`, runs, points);
  // An error as large as the value itself: no measurement could have disagreed.
  const blind = level.form === "equals" ? values.find((entry) => coversAll(entry, level)) : undefined;
  if (blind !== undefined) {
    return {
      ...undecided(
        `the rounding error ${numberText(blind.rounding ?? 0)} of ${runText(blind.run)} is as large as the predicted value`,
        runs,
        points,
      ),
      vacuous: true,
      estimate: blind.value,
    };
  }
  const blunt =
    level.form === "equals"
      ? undefined
      : exact.find(
          (entry) =>
            margin(entry.value) < (entry.rounding ?? 0) && !(entry.rounding === undefined || entry.rounding <= small * sizeOf(level)),
        );
  if (blunt !== undefined) {
    return {
      ...undecided(
        `the rounding error ${numberText(blunt.rounding ?? 0)} of ${runText(blunt.run)} reaches over the bound and is not small`,
        runs,
        points,
      ),
      vacuous: true,
      estimate: blunt.value,
    };
  }
  if (means.length === 0) {
    return { kind: "decided", verdict: "holds", interval: null, ...common, says: `${name}, up to the arithmetic's rounding` };
  }

  const law = studentT(math, Number.POSITIVE_INFINITY);
  const tests = means.map((entry) => {
    const deviation = entry.deviation as number;
    const rounding = entry.rounding ?? 0;
    const low = below(law, entry.value + rounding, target, deviation);
    const high = above(law, entry.value - rounding, target, deviation);
    if (level.form === "at least") return { entry, violated: low, holds: above(law, entry.value - rounding, target, deviation) };
    if (level.form === "at most") return { entry, violated: high, holds: below(law, entry.value + rounding, target, deviation) };
    return { entry, violated: Math.min(1, 2 * Math.min(low, high)), holds: Number.NaN };
  });
  // Far inside the bound all p-values round to 1: the nearest to it is the worst then.
  const { entry: shown, violated: least } = tests.reduce((worst, test) =>
    test.violated < worst.violated || (test.violated === worst.violated && margin(test.entry.value) < margin(worst.entry.value))
      ? test
      : worst,
  );
  const interval = (missingMass: number): readonly [number, number] => {
    const half =
      -law.quantile(Math.max(missingMass / means.length, Number.MIN_VALUE)) * (shown.deviation as number) + (shown.rounding ?? 0);
    return [shown.value - half, shown.value + half];
  };
  const shared = {
    kind: "tested" as const,
    ...common,
    estimate: shown.value,
    slack: margin(shown.value),
    pViolated: Math.min(1, means.length * least),
    interval,
    says: `${points === 1 ? "the sample mean" : `the worst of ${points} sample means`} is ${numberText(shown.value)} ± ${numberText(shown.deviation as number)}`,
  };
  if (level.form !== "equals") return { ...shared, pHolds: Math.max(...tests.map((test) => test.holds)) };
  const fourSigma = (entry: Measured): number => 4 * (entry.deviation as number) + (entry.rounding ?? 0);
  const sharp = means.every((entry) =>
    target === 0 ? level.range === undefined || fourSigma(entry) < level.range[1] - level.range[0] : fourSigma(entry) < Math.abs(target),
  );
  return { ...shared, pHolds: null, uncontradicted: sharp ? "holds" : "undecided" };
}

/** Size of the quantity that a bound is about. */
function sizeOf(level: Level & { readonly form: "at least" | "at most" }): number {
  const { bound, range, scale } = level;
  if (scale !== undefined) return scale;
  const width = range === undefined ? 0 : range[1] - range[0];
  return Math.max(Math.abs(bound), Number.isFinite(width) ? width : 0);
}

/** Could no value of the quantity have been contradicted, given its rounding? */
function coversAll(entry: Measured, level: Level & { readonly form: "equals" }): boolean {
  const rounding = entry.rounding ?? 0;
  if (level.range !== undefined && rounding >= level.range[1] - level.range[0]) return true;
  return level.value !== 0 && rounding >= Math.abs(level.value);
}

function leastBy<T>(entries: readonly T[], key: (entry: T) => number): T {
  return entries.reduce((best, entry) => (key(entry) < key(best) ? entry : best));
}
