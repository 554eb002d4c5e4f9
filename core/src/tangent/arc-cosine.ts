import type { Engine } from "@overparam/kernels";

/** π, rounded to double. */
const pi = 3.141592653589793;

/** The arc-cosine functions at an angle, and the angle whose cosine is κ_1: one layer of rectified units. */
export interface ArcCosine {
  /** κ_0 = (π − t)/π, the normalised mean of relu'(u) relu'(v). */
  readonly kappa0: number;
  /** κ_1 = (sin t + (π − t) cos t)/π, the normalised mean of relu(u) relu(v). */
  readonly kappa1: number;
  /** arccos κ_1, from 1 − κ_1 = 2 sin²(t/2) − ψ(t)/π: all digits at t = 0, where arccos has half of them. */
  readonly angle: number;
}

/**
 * κ_0(cos t), κ_1(cos t) and the next angle, for Gaussian u, v at an angle t from 0 to π; nothing cancels at t = 0 and nothing is undefined at t = π.
 *
 * @source Cho, Saul 2009
 */
export function arcCosine({ math, population }: Engine, t: number): ArcCosine {
  const half = math.sin(t / 2);
  const defect = Math.min(1, Math.max(0, 2 * half * half - population.psi(t) / pi));
  return {
    kappa0: Math.min(1, Math.max(0, (pi - t) / pi)),
    kappa1: 1 - defect,
    angle: 2 * math.atan2(Math.sqrt(defect / 2), Math.sqrt(1 - defect / 2)),
  };
}

/** Angle of two vectors of d entries, from 0 to π, with all digits near both ends; 0 where one of them is 0. */
export function stableAngle({ math }: Engine, a: Float64Array, b: Float64Array): number {
  let aa = 0;
  let bb = 0;
  for (let k = 0; k < a.length; k++) {
    aa += (a[k] as number) * (a[k] as number);
    bb += (b[k] as number) * (b[k] as number);
  }
  if (aa === 0 || bb === 0) return 0;
  const [x, y] = [Math.sqrt(aa), Math.sqrt(bb)];
  let apart = 0;
  let along = 0;
  for (let k = 0; k < a.length; k++) {
    const [u, v] = [(a[k] as number) / x, (b[k] as number) / y];
    apart += (u - v) * (u - v);
    along += (u + v) * (u + v);
  }
  return 2 * math.atan2(Math.sqrt(apart), Math.sqrt(along));
}

/** Angle of covariance c between variances a and b; |c| may exceed √(ab) by rounding. Half the digits near 0 and π: see {@link stableAngle}. */
export function angleOfCovariance({ math }: Engine, a: number, b: number, c: number): number {
  const scale = Math.sqrt(a) * Math.sqrt(b);
  if (scale === 0) return 0;
  const cosine = Math.min(1, Math.max(-1, c / scale));
  return 2 * math.atan2(Math.sqrt(1 - cosine), Math.sqrt(1 + cosine));
}
