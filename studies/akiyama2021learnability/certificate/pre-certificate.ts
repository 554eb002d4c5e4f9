import { type Engine, misuse, type Teacher } from "@overparam/core";
import { dot } from "../teacher/draw.ts";
import { patternMatrix } from "../teacher/pattern-moments.ts";

const pi = 3.141592653589793;
/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/** A condition number above this is that of a singular matrix, up to rounding. */
const singular = 1e12;

/** The vanishing-derivative pre-certificate of unit teachers. */
export interface PreCertificate {
  /** B [r,d], of A B = (s_i w_i)_i: the first-order shift of the minimiser is −λ B. */
  readonly shift: Float64Array;
  /** cert_V(u) = Σ_j B_j · (1/2π) [(π − t_j) u + sin t_j w_j], t_j the angle of u and w_j. */
  value(u: Float64Array): number;
  /** Absolute rounding error of a value. */
  readonly rounding: number;
}

/**
 * The function of least norm among all E[p(x) relu(u·x)] that is s_i with vanishing derivative at every teacher w_i.
 *
 * @throws Misuse where two teachers have one direction, so that A is singular
 * @source Duval, Peyré 2015; the closed form is a reconstruction
 */
export function preCertificate({ math, linear }: Engine, teacher: Teacher, d: number): PreCertificate {
  const { directions, weights } = teacher;
  const r = weights.length;
  const size = r * d;
  const factor = new Float64Array(size * size);
  if (linear.cholesky(patternMatrix(math, directions, d), size, factor) < size || conditionOf(factor, size) > singular) {
    throw misuse("preCertificate", "teachers must have different directions", undefined, "raise separation");
  }
  const shift = Float64Array.from(directions, (entry, k) => entry * Math.sign(weights[Math.floor(k / d)] as number));
  linear.choleskySolve(factor, size, shift);
  return certificateOf(math, teacher, d, shift, conditionOf(factor, size));
}

/** The function Σ_j α_j E[relu(w_j·x) relu(u·x)] that is s_i at every teacher, its derivatives there left free. */
export function interpolatingCertificate({ math, linear, population }: Engine, teacher: Teacher, d: number): PreCertificate {
  const { directions, weights } = teacher;
  const r = weights.length;
  const gram = new Float64Array(r * r);
  population.gram("relu", directions, directions, d, gram);
  const factor = new Float64Array(r * r);
  linear.cholesky(gram, r, factor);
  const alpha = weights.map(Math.sign);
  linear.choleskySolve(factor, r, alpha);
  const shift = directions.map((entry, k) => entry * (alpha[Math.floor(k / d)] as number));
  return certificateOf(math, teacher, d, shift, conditionOf(factor, r));
}

function certificateOf(
  math: Engine["math"],
  { directions, weights }: Teacher,
  d: number,
  shift: Float64Array,
  condition: number,
): PreCertificate {
  const r = weights.length;
  const norm = Math.sqrt(dot(shift, shift));
  return {
    shift,
    rounding: (r * d + 32) * unit * norm * Math.sqrt(r) * condition,
    value(u) {
      let sum = 0;
      for (let j = 0; j < r; j++) {
        const w = directions.subarray(j * d, (j + 1) * d);
        const b = shift.subarray(j * d, (j + 1) * d);
        let minus = 0;
        let plus = 0;
        for (let k = 0; k < d; k++) {
          minus += ((u[k] as number) - (w[k] as number)) * ((u[k] as number) - (w[k] as number));
          plus += ((u[k] as number) + (w[k] as number)) * ((u[k] as number) + (w[k] as number));
        }
        const t = 2 * math.atan2(Math.sqrt(minus), Math.sqrt(plus));
        sum += ((pi - t) * dot(b, u) + ((Math.sqrt(minus) * Math.sqrt(plus)) / 2) * dot(b, w)) / (2 * pi);
      }
      return sum;
    },
  };
}

/** Square of the ratio of the extreme pivots: of the order of the condition number. */
function conditionOf(factor: Float64Array, n: number): number {
  let least = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const pivot = factor[i * n + i] as number;
    least = Math.min(least, pivot);
    largest = Math.max(largest, pivot);
  }
  return (largest / least) * (largest / least);
}
