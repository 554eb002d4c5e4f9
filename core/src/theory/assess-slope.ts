import type { Elementary } from "@overparam/kernels";
import { type Assessment, undecided } from "./assessment.ts";
import type { Curve } from "./evidence.ts";
import { fitPower, type PowerFit } from "./fit-power.ts";
import { numberText } from "./number-text.ts";
import { above, below } from "./one-sided.ts";
import { runText } from "./run-text.ts";
import { studentT } from "./student-t.ts";

/** What is asked of the slopes. */
export interface SlopeQuestion {
  readonly form: "slope at least" | "slope at most" | "slope equals";
  readonly exponent: number;
  /** How near is equal; {@link resolution} by default. */
  readonly margin?: number;
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

/** A slope is fitted on curves that span at least this factor of x. */
const decade = 10;

/**
 * Judges slopes of log y against log x: one slope a run from its tail, a t-interval over independent runs.
 *
 * The standard error is √(s²/n + ē²), s the standard deviation of the runs' slopes and ē the root mean square error of the single fits: runs that agree to
 * the last bit do not make a fit exact. A slope that still changes along the tail is allowed to go on changing as much once more: the mean drift widens
 * the interval on its own side, so a slope that steepens away from a bound counts for it and one that flattens towards it does not.
 *
 * Groups of curves (widths) are judged one by one: the prediction holds when it is shown for each (the largest p-value; Berger 1982) and is violated when it
 * is contradicted by one (the least p-value times their number). A curve that cannot be fitted, with fewer than five points in its tail, less than a decade
 * of x, or values that are no numbers, leaves the claim undecided at best. A y of 0 is no missing point: where it lies on the wrong side of the bound
 * it decides.
 */
export function assessSlope(math: Elementary, question: SlopeQuestion, curves: readonly Curve[]): Assessment {
  if (curves.length === 0) return undecided("no curves were measured");
  const { form, towards } = question;
  // log 0 = −∞: a y that vanishes falls faster than any power of a small x, and than any power of 1/x.
  const harmful = form === "slope equals" || (form === "slope at most") === (towards === "small x");
  if (harmful) {
    for (const curve of curves) {
      const at = curve.y.findIndex((y, i) => y === 0 && (curve.x[i] as number) > 0);
      if (at < 0) continue;
      return {
        ...undecided(
          `y is 0 at x = ${numberText(curve.x[at] as number)} of ${runText(curve.run)}: faster than any power`,
          0,
          curves.length,
        ),
        verdict: "violated",
      } as Assessment;
    }
  }
  const groups = new Map<string, Map<string, PowerFit[]>>();
  let points = 0;
  let unfit = 0;
  for (const curve of curves) {
    const fit = usable(curve) ? fitPower(math, curve.x, curve.y, towards) : undefined;
    if (fit === undefined) {
      unfit += 1;
      continue;
    }
    points += fit.points;
    const group = groups.get(curve.group ?? "") ?? new Map<string, PowerFit[]>();
    groups.set(curve.group ?? "", group);
    group.set(curve.run, [...(group.get(curve.run) ?? []), fit]);
  }
  const why = `${unfit} of ${curves.length} curves have fewer than five points in the tail, less than a decade of x or values that are no numbers`;
  const runs = new Set([...groups.values()].flatMap((group) => [...group.keys()])).size;
  if (runs === 0)
    return undecided(
      curves.length === 1 ? "the curve has fewer than five points in its tail, less than a decade of x or values that are no numbers" : why,
    );
  const judged = [...groups.values()].map((group) => judgeGroup(math, question, [...group.values()]));
  const few = judged.find(({ n }) => n < fewestRuns);
  if (few !== undefined) {
    const says = `a slope of ${numberText(few.slope)} from ${few.n} independent run${few.n === 1 ? "" : "s"}; an interval needs ${fewestRuns}`;
    return undecided(unfit === 0 ? says : `${says}; ${why}`, runs, points, few.slope);
  }
  const worst = judged.reduce((a, b) => (slackOf(question, b.slope) < slackOf(question, a.slope) ? b : a));
  const slopes = judged.flatMap((group) => group.slopes);
  const spread = `slopes from ${numberText(Math.min(...slopes))} to ${numberText(Math.max(...slopes))}`;
  const many = judged.length > 1 ? ` at ${judged.length} widths` : "";
  return {
    kind: "tested",
    estimate: worst.slope,
    slack: slackOf(question, worst.slope),
    runs,
    points,
    pHolds: unfit > 0 ? 1 : Math.max(...judged.map(({ holds }) => holds)),
    pViolated: Math.min(1, judged.length * Math.min(...judged.map(({ violated }) => violated))),
    interval: worst.interval,
    says: `${runs} runs${many} have ${spread}${many === "" ? "" : `, the worst ${numberText(worst.slope)} in the mean`}, drifting by ${numberText(worst.drift)} over the tail${unfit === 0 ? "" : `; ${why}`}`,
  };
}

interface Group {
  readonly n: number;
  readonly slope: number;
  readonly drift: number;
  readonly slopes: readonly number[];
  readonly holds: number;
  readonly violated: number;
  interval(missing: number): readonly [number, number];
}

/** The curves of one group, by run; curves of one run are not independent and count as their mean. */
function judgeGroup(
  math: Elementary,
  { form, exponent, margin = resolution }: SlopeQuestion,
  byRun: readonly (readonly PowerFit[])[],
): Group {
  const fits = byRun.map((group) => ({
    slope: mean(group.map((fit) => fit.slope)),
    error: Math.sqrt(mean(group.map((fit) => fit.error * fit.error))),
    drift: mean(group.map((fit) => fit.drift)),
  }));
  const n = fits.length;
  const slope = mean(fits.map((fit) => fit.slope));
  const drift = mean(fits.map((fit) => fit.drift));
  const variance = n < 2 ? 0 : fits.reduce((sum, fit) => sum + (fit.slope - slope) * (fit.slope - slope), 0) / (n - 1);
  const error = Math.sqrt(variance / n + mean(fits.map((fit) => fit.error * fit.error)));
  const law = studentT(math, Math.max(1, n - 1));
  const low = slope + Math.min(0, drift);
  const high = slope + Math.max(0, drift);
  const atLeast = (bound: number) => ({
    holds: above(law, low, bound - rounding, error),
    violated: below(law, high, bound - rounding, error),
  });
  const atMost = (bound: number) => ({
    holds: below(law, high, bound + rounding, error),
    violated: above(law, low, bound + rounding, error),
  });
  const lower = atLeast(form === "slope equals" ? exponent - margin : exponent);
  const upper = atMost(form === "slope equals" ? exponent + margin : exponent);
  const test =
    form === "slope at least"
      ? lower
      : form === "slope at most"
        ? upper
        : { holds: Math.max(lower.holds, upper.holds), violated: Math.min(1, 2 * Math.min(lower.violated, upper.violated)) };
  return {
    n,
    slope,
    drift,
    slopes: fits.map((fit) => fit.slope),
    ...test,
    interval(missing) {
      const half = error === 0 ? 0 : -law.quantile(missing) * error;
      return [low - half, high + half];
    },
  };
}

function slackOf({ form, exponent, margin = resolution }: SlopeQuestion, slope: number): number {
  return form === "slope at least" ? slope - exponent : form === "slope at most" ? exponent - slope : margin - Math.abs(slope - exponent);
}

/** Numbers alone (a y of 0 is one, without a logarithm), over a decade of x at least. */
function usable({ x, y }: Curve): boolean {
  const positive = x.filter((value, i) => value > 0 && (y[i] as number) > 0);
  if (positive.length === 0 || !y.every((value) => Number.isFinite(value) && value >= 0) || !x.every(Number.isFinite)) return false;
  const least = positive.reduce((a, b) => Math.min(a, b));
  const largest = positive.reduce((a, b) => Math.max(a, b));
  return largest >= decade * least;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
