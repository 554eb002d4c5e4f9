import type { Elementary } from "@overparam/kernels";
import { logGammaHalf } from "./log-gamma-half.ts";

/**
 * The regularized incomplete beta function I_x(p/2, q/2), by its continued fraction.
 *
 * @param p positive integer
 * @param q positive integer
 * @param x in [0, 1]
 * @param rest 1 − x, given apart so that it keeps its digits where x is near 1
 * @returns in [0, 1]; relative error about 1e-13
 * @cost O(√max(p, q)) divisions
 * @source DLMF 8.17.22, with 8.17.4 on the far side of the mean; continued fraction by Lentz's rule (Thompson, Barnett 1986)
 */
export function incompleteBeta(math: Elementary, p: number, q: number, x: number, rest: number): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  const a = p / 2;
  const b = q / 2;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(math, q, p, rest, x);
  const logFront = logGammaHalf(math, p + q) - logGammaHalf(math, p) - logGammaHalf(math, q) + a * math.log(x) + b * math.log(rest);
  return Math.min(1, (math.exp(logFront) / a) * fraction(a, b, x));
}

/** 1/(1 + d_1/(1 + d_2/(1 + …))) of DLMF 8.17.22. */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (d === 0 ? tiny : d);
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const before = value;
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 + term * d;
      d = 1 / (d === 0 ? tiny : d);
      c = 1 + term / c;
      if (c === 0) c = tiny;
      value *= d * c;
    }
    if (Math.abs(value - before) <= 1e-16 * Math.abs(value)) break;
  }
  return value;
}
