import type { Elementary } from "@overparam/kernels";
import { type Assessment, undecided } from "./assessment.ts";
import type { Curve } from "./evidence.ts";
import { fitPower } from "./fit-power.ts";
import { numberText } from "./number-text.ts";
import { above, below } from "./one-sided.ts";
import { studentT } from "./student-t.ts";

/** What is asked of the slopes. */
export interface SlopeQuestion {
  readonly form: "slope at least" | "slope at most" | "slope equals";
  readonly exponent: number;
  readonly towards: "large x" | "small x";
}

/**
 * Half of 1/12. The exponents of the theory are fractions with denominators up to 4 (and 3/8), of which the nearest two, 2/3 and 3/4, are 1/12 apart:
 * a slope is called equal to one of them when no other could be meant.
 */
const resolution = 1 / 24;
/** Rounding of a fitted slope: one-sided bounds agree within it. */
const rounding = 1e-12;
const fewestRuns = 3;

/**
 * Judges slopes of log y against log x: one slope a run from its tail, a t-interval over independent runs.
 *
 * The standard error is √(s²/n + ē²), s the standard deviation of the runs' slopes and ē the root mean square error of the single fits: runs that agree to
 * the last bit do not make a fit exact. A slope that still changes along the tail is allowed to go on changing as much once more: the mean drift widens
 * the interval on its own side, so a slope that steepens away from a bound counts for it and one that flattens towards it does not.
 */
export function assessSlope(math: Elementary, question: SlopeQuestion, curves: readonly Curve[]): Assessment {
  const byRun = new Map<string, { slope: number; error: number; drift: number }[]>();
  let points = 0;
  let short = 0;
  for (const curve of curves) {
    const fit = fitPower(math, curve.x, curve.y, question.towards);
    if (fit === undefined) {
      short += 1;
      continue;
    }
    points += fit.points;
    const fits = byRun.get(curve.run);
    if (fits === undefined) byRun.set(curve.run, [fit]);
    else fits.push(fit);
  }
  // Curves of one run are not independent: they count as their mean.
  const fits = [...byRun.values()].map((group) => ({
    slope: mean(group.map((fit) => fit.slope)),
    error: Math.sqrt(mean(group.map((fit) => fit.error * fit.error))),
    drift: mean(group.map((fit) => fit.drift)),
  }));
  const n = fits.length;
  if (n === 0) return undecided(curves.length === 0 ? "no curves were measured" : "no curve has five points to fit a slope on", 0, 0);
  const slope = mean(fits.map((fit) => fit.slope));
  if (n < fewestRuns)
    return undecided(
      `a slope of ${numberText(slope)} from ${n} independent run${n === 1 ? "" : "s"}; an interval needs ${fewestRuns}`,
      n,
      points,
      slope,
    );

  const drift = mean(fits.map((fit) => fit.drift));
  const variance = fits.reduce((sum, fit) => sum + (fit.slope - slope) * (fit.slope - slope), 0) / (n - 1);
  const error = Math.sqrt(variance / n + mean(fits.map((fit) => fit.error * fit.error)));
  const law = studentT(math, n - 1);
  const low = slope + Math.min(0, drift);
  const high = slope + Math.max(0, drift);
  const { form, exponent } = question;
  const atLeast = (bound: number) => ({
    holds: above(law, low, bound - rounding, error),
    violated: below(law, high, bound - rounding, error),
  });
  const atMost = (bound: number) => ({
    holds: below(law, high, bound + rounding, error),
    violated: above(law, low, bound + rounding, error),
  });
  const lower = atLeast(form === "slope equals" ? exponent - resolution : exponent);
  const upper = atMost(form === "slope equals" ? exponent + resolution : exponent);
  const test =
    form === "slope at least"
      ? lower
      : form === "slope at most"
        ? upper
        : { holds: Math.max(lower.holds, upper.holds), violated: Math.min(1, 2 * Math.min(lower.violated, upper.violated)) };
  const slopes = fits.map((fit) => fit.slope);
  return {
    kind: "tested",
    estimate: slope,
    slack:
      form === "slope at least" ? slope - exponent : form === "slope at most" ? exponent - slope : resolution - Math.abs(slope - exponent),
    runs: n,
    points,
    pHolds: test.holds,
    pViolated: test.violated,
    interval(missing) {
      const half = error === 0 ? 0 : -law.quantile(missing) * error;
      return [low - half, high + half];
    },
    says: `${n} runs have slopes from ${numberText(Math.min(...slopes))} to ${numberText(Math.max(...slopes))}, drifting by ${numberText(drift)} over the tail${short === 0 ? "" : `; ${short} more had fewer than five points`}`,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
