import type { Elementary } from "@overparam/kernels";
import { type Assessment, undecided } from "./assessment.ts";
import type { Measured } from "./evidence.ts";
import { fitLine } from "./fit-line.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { numberText } from "./number-text.ts";
import { above, below } from "./one-sided.ts";
import { runText } from "./run-text.ts";
import { studentT } from "./student-t.ts";

/** Scatter of the levels about the line beyond what replicates explain, at this level, makes the levels the unit of evidence. */
const lackOfFit = 0.05;

/** A slope with its standard error, and how it still changes. */
interface Slope {
  readonly slope: number;
  readonly error: number;
  readonly freedom: number;
  /** Slope of the far half of the levels less that of the near half. */
  readonly drift: number;
  readonly how: string;
}

/**
 * Judges a trend towards large x: slope of log value against log x over the far half of the levels of x (on logarithmic axes), tested against ± margin (two
 * one-sided tests; Schuirmann 1987) or, for no growth, + margin alone.
 *
 * A slope that still changes is allowed to go on changing as much once more: the drift from the near half of the levels to the far half widens the interval
 * on its own side. Values that level off are then not called growing for what they did at small x, and growth that sets in at the far end is not averaged away.
 *
 * Where runs have one x each, runs are replicates: a line through all of them, its error from the residuals; but where the levels of x scatter about the line
 * more than replicates do (F test), from the scatter of the levels alone. Where runs span several x, each gives a slope, and the interval is over runs.
 */
export function assessTrend(
  math: Elementary,
  question: { readonly form: "no trend" | "no growth"; readonly margin: number },
  values: readonly Measured[],
): Assessment {
  const runs = new Set(values.map((entry) => entry.run)).size;
  const points = values.length;
  if (points === 0) return undecided("no values were measured");
  const useless = values.find(
    (entry) => !(entry.x !== undefined && entry.x > 0 && entry.value > 0 && Number.isFinite(entry.value) && Number.isFinite(entry.x)),
  );
  if (useless !== undefined) {
    return undecided(
      `the value ${numberText(useless.value)} of ${runText(useless.run)} has no logarithm, so no trend can be fitted`,
      runs,
      points,
    );
  }
  const byRun = new Map<string, { lx: number; ly: number }[]>();
  for (const entry of values) {
    const point = { lx: math.log(entry.x as number), ly: math.log(entry.value) };
    const group = byRun.get(entry.run);
    if (group === undefined) byRun.set(entry.run, [point]);
    else group.push(point);
  }
  const fit = acrossRuns([...byRun.values()]) ?? betweenRuns(math, [...byRun.values()]);
  if (typeof fit === "string") return undecided(fit, runs, points);

  const { slope, error, freedom, drift, how } = fit;
  const { form, margin } = question;
  const law = studentT(math, freedom);
  const low = slope + Math.min(0, drift);
  const high = slope + Math.max(0, drift);
  const up = { holds: below(law, high, margin, error), violated: above(law, low, margin, error) };
  const down = { holds: above(law, low, -margin, error), violated: below(law, high, -margin, error) };
  return {
    kind: "tested",
    estimate: slope,
    slack: margin - (form === "no growth" ? slope : Math.abs(slope)),
    runs,
    points,
    pHolds: form === "no growth" ? up.holds : Math.max(up.holds, down.holds),
    pViolated: form === "no growth" ? up.violated : Math.min(1, 2 * Math.min(up.violated, down.violated)),
    interval(missing) {
      const half = error === 0 ? 0 : -law.quantile(missing) * error;
      return [low - half, high + half];
    },
    says: `the fitted power at large x is ${numberText(slope)} ± ${numberText(error)} (${how}), changing by ${numberText(drift)} over the levels`,
  };
}

type Points = readonly { readonly lx: number; readonly ly: number }[];

/** The halves of a set of points on the logarithmic axis; a point in the middle is in both. Undefined where one of them has a single x. */
function halvesOf(points: Points): { readonly near: Points; readonly far: Points } | undefined {
  const xs = points.map((point) => point.lx);
  const first = xs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = xs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  // The middle of evenly spaced levels is a level, up to the rounding of the logarithms.
  const middle = (first + last) / 2;
  const slack = 1e-9 * (last - first);
  const near = points.filter((point) => point.lx <= middle + slack);
  const far = points.filter((point) => point.lx >= middle - slack);
  return [near, far].every((half) => half.some((point) => point.lx !== half[0]?.lx)) ? { near, far } : undefined;
}

/** One slope a run, where at least three runs span several x. */
function acrossRuns(groups: readonly Points[]): Slope | string | undefined {
  const spanning = groups.filter((group) => group.some((point) => point.lx !== group[0]?.lx));
  if (spanning.length < 3) return undefined;
  const halves = spanning.map(halvesOf).filter((pair) => pair !== undefined);
  const short = groups.length - halves.length;
  if (short > 0) return `${short} of ${groups.length} runs have too few levels to tell how their slope changes`;
  const lines = halves.map(({ far }) => lineOf(far));
  const slopes = lines.map((line) => line.slope);
  const n = slopes.length;
  const slope = slopes.reduce((sum, entry) => sum + entry / n, 0);
  const variance = slopes.reduce((sum, entry) => sum + (entry - slope) * (entry - slope), 0) / (n - 1);
  const drift = halves.reduce((sum, { near }, at) => sum + ((slopes[at] as number) - lineOf(near).slope) / n, 0);
  // Runs that agree to the last bit are copies of one: what is left is the error of its own fit.
  const error = variance > 0 ? Math.sqrt(variance / n) : Math.max(...lines.map((line) => line.error));
  return { slope, error, freedom: n - 1, drift, how: `${n} runs, a slope each` };
}

/** One line through all runs, each at its mean. */
function betweenRuns(math: Elementary, groups: readonly Points[]): Slope | string {
  const points = groups.map((group) => ({
    lx: group.reduce((sum, point) => sum + point.lx, 0) / group.length,
    ly: group.reduce((sum, point) => sum + point.ly, 0) / group.length,
  }));
  const levels = new Set(points.map(({ lx }) => lx)).size;
  if (levels < 3 || points.length < 4) return `a trend needs three levels and four runs; there are ${levels} and ${points.length}`;
  const halves = halvesOf(points);
  if (halves === undefined) return "the levels lie too unevenly to tell how the slope changes";
  const { slope } = lineOf(halves.far);
  const drift = slope - lineOf(halves.near).slope;
  return { slope, drift, ...errorOf(math, points, halves.far) };
}

/** Standard error of the slope of the far half; the scatter is that of all points about one line. */
function errorOf(math: Elementary, points: Points, far: Points): Pick<Slope, "error" | "freedom" | "how"> {
  const levels = new Map<number, number[]>();
  for (const { lx, ly } of points) levels.set(lx, [...(levels.get(lx) ?? []), ly]);
  const n = points.length;
  const g = levels.size;
  const { spread } = lineOf(far);
  const line = lineOf(points);
  let pure = 0;
  for (const group of levels.values()) {
    const mean = group.reduce((sum, value) => sum + value, 0) / group.length;
    for (const value of group) pure += (value - mean) * (value - mean);
  }
  const bent = Math.max(0, line.squares - pure);
  // Squares below the rounding of the logarithms themselves are nothing.
  const nothing = 1e-28 * n;
  if (n > g && bent > nothing) {
    const ratio = bent / (g - 2) / (pure / (n - g));
    const p =
      pure <= nothing
        ? 0
        : incompleteBeta(math, n - g, g - 2, (n - g) / (n - g + (g - 2) * ratio), 1 - (n - g) / (n - g + (g - 2) * ratio));
    if (p < lackOfFit) {
      return { error: Math.sqrt(bent / (g - 2) / spread), freedom: g - 2, how: `${g} levels, which scatter more than their runs` };
    }
  }
  return { error: Math.sqrt(line.squares / (n - 2) / spread), freedom: n - 2, how: `${n} runs at ${g} levels` };
}

function lineOf(points: Points) {
  return fitLine(
    points.map((point) => point.lx),
    points.map((point) => point.ly),
  );
}
