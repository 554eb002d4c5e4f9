import type { Elementary } from "@overparam/kernels";
import { fitLine } from "./fit-line.ts";

/** A power law y ≈ factor · x^slope fitted on one end of a curve. */
export interface PowerFit {
  /** Slope of log y against log x over the tail. */
  readonly slope: number;
  /** y at x = 1 of the fitted line. */
  readonly factor: number;
  /** Standard error of the slope from the scatter about the line. */
  readonly error: number;
  /** Slope of the tail's far half less that of its near half: how the slope still changes towards the end. */
  readonly drift: number;
  /** Points of the tail, and the x it spans. */
  readonly points: number;
  readonly from: number;
  readonly to: number;
  /** Local slopes between neighbouring points of the whole curve, at the geometric mean of their x; ascending in x. */
  readonly local: { readonly x: readonly number[]; readonly slope: readonly number[] };
}

/** The tail is the last decade, or, where that has fewer points than these, so many, as long as they lie within the asymptotic half of the curve. */
const fewestPoints = 5;
const decade = 10;

/**
 * Fits the rate at which y changes with x at one end of a curve: the last decade of x, on logarithmic axes.
 *
 * log y / log x would need the constant to be 1; slopes do not. Points that are not positive and finite are left out. Where records are sparse the tail
 * is the last five points, but never more than the asymptotic half of the curve on its logarithmic axis: what lies before that says nothing of the end.
 *
 * @param towards the asymptotic end: large x (time) by default, or small x (loss, angle)
 * @returns undefined with fewer than five points in the tail, or when one of its halves has a single x, so that no drift can be told
 * @cost O(n log n)
 */
export function fitPower(
  math: Elementary,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  towards: "large x" | "small x" = "large x",
): PowerFit | undefined {
  const points: { x: number; lx: number; ly: number }[] = [];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const px = x[i] as number;
    const py = y[i] as number;
    if (px > 0 && py > 0 && Number.isFinite(px) && Number.isFinite(py)) points.push({ x: px, lx: math.log(px), ly: math.log(py) });
  }
  points.sort((a, b) => a.x - b.x);
  if (points.length < fewestPoints) return undefined;

  const local: { x: number[]; slope: number[] } = { x: [], slope: [] };
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as (typeof points)[number];
    const b = points[i] as (typeof points)[number];
    if (a.x === b.x) continue;
    local.x.push(Math.sqrt(a.x) * Math.sqrt(b.x));
    local.slope.push((b.ly - a.ly) / (b.lx - a.lx));
  }

  // Ordered from the asymptotic end inwards, whichever end that is.
  const inwards = towards === "large x" ? points.toReversed() : points;
  const end = (inwards[0] as (typeof points)[number]).x;
  const within = inwards.filter((point) => (towards === "large x" ? point.x * decade >= end : point.x <= end * decade)).length;
  const tail = inwards.slice(0, Math.max(fewestPoints, within));
  const reach = Math.abs((tail.at(-1) as (typeof points)[number]).lx - (tail[0] as (typeof points)[number]).lx);
  const whole = (points.at(-1) as (typeof points)[number]).lx - (points[0] as (typeof points)[number]).lx;
  if (within < fewestPoints && reach > whole / 2) return undefined;
  const first = tail[0] as (typeof points)[number];
  const last = tail.at(-1) as (typeof points)[number];
  if (first.x === last.x) return undefined;
  const line = fitLine(
    tail.map((point) => point.lx),
    tail.map((point) => point.ly),
  );
  const middle = (first.lx + last.lx) / 2;
  const far = halfSlope(tail.filter((point) => Math.abs(point.lx - first.lx) <= Math.abs(middle - first.lx)));
  const near = halfSlope(tail.filter((point) => Math.abs(point.lx - first.lx) >= Math.abs(middle - first.lx)));
  if (far === undefined || near === undefined) return undefined;
  return {
    slope: line.slope,
    factor: math.exp(line.intercept),
    error: line.error,
    drift: far - near,
    points: tail.length,
    from: Math.min(first.x, last.x),
    to: Math.max(first.x, last.x),
    local,
  };
}

/** Slope over half of a tail; undefined where it holds a single x. */
function halfSlope(points: readonly { readonly lx: number; readonly ly: number }[]): number | undefined {
  const [first] = points;
  if (first === undefined || points.every((point) => point.lx === first.lx)) return undefined;
  return fitLine(
    points.map((point) => point.lx),
    points.map((point) => point.ly),
  ).slope;
}
