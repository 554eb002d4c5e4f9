import type { ZhouProblem } from "../problem.ts";
import { rowDot, rowNorms } from "../geometry.ts";

/** What Lemma 12 says of single inputs. */
export interface Pointwise {
  /** min_x R_2(x) / (‖x‖ S), S = Σ‖w_j‖² + Σ‖w*_i‖. */
  readonly leastR2: number;
  /** Bound of the rounding error of `leastR2`. */
  readonly rounding: number;
  /** max_x |R_1(x)| / (‖x‖ r max_i ‖v_i‖); NaN where every v_i is 0. */
  readonly largestR1: number;
}

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;

/**
 * R_1 = Σ_i v_i·x sgn(w*_i·x) and R_2 = f − f* − R_1 on given inputs, by plain evaluation of the two networks.
 *
 * @param teacherOf nearest teacher of every student, −1 for none
 * @param sign ±1: the side of a student's teacher on which it lies
 * @param output weight of every student in the function; 1 in the paper
 * @param bound norm that stands for max_i ‖v_i‖ in the bound of R_1; the largest unless said otherwise
 */
export function pointwise(
  problem: Pick<ZhouProblem, "network" | "teacher" | "points">,
  theta: Float64Array,
  teacherOf: ArrayLike<number>,
  sign: ArrayLike<number>,
  output: (student: number) => number = () => 1,
  bound: (norms: Float64Array) => number = (norms) => norms.reduce((largest, norm) => Math.max(largest, norm)),
): Pointwise {
  const { students: m, inputs: d } = problem.network;
  const w = problem.teacher.directions;
  const r = problem.teacher.weights.length;
  const norms = rowNorms(theta, d);
  const v = Float64Array.from(w, (entry) => -entry);
  let scale = rowNorms(w, d).reduce((sum, norm) => sum + norm, 0);
  for (let j = 0; j < m; j++) {
    scale += (norms[j] as number) * (norms[j] as number);
    const i = teacherOf[j] as number;
    if (i < 0) continue;
    for (let k = 0; k < d; k++) {
      v[i * d + k] = (v[i * d + k] as number) + output(j) * (norms[j] as number) * (sign[j] as number) * (theta[j * d + k] as number);
    }
  }
  const alpha = bound(rowNorms(v, d));
  const count = problem.points.length / d;
  const lengths = rowNorms(problem.points, d);
  let leastR2 = Number.POSITIVE_INFINITY;
  let largestR1 = Number.NEGATIVE_INFINITY;
  for (let p = 0; p < count; p++) {
    let residual = 0;
    for (let j = 0; j < m; j++) residual += output(j) * (norms[j] as number) * Math.abs(rowDot(theta, j, problem.points, p, d));
    let r1 = 0;
    for (let i = 0; i < r; i++) {
      const along = rowDot(w, i, problem.points, p, d);
      residual -= Math.abs(along);
      r1 += rowDot(v, i, problem.points, p, d) * (along < 0 ? -1 : 1);
    }
    leastR2 = Math.min(leastR2, (residual - r1) / ((lengths[p] as number) * scale));
    largestR1 = Math.max(largestR1, Math.abs(r1) / ((lengths[p] as number) * r * alpha));
  }
  // Inner products of d terms, sums of m + 2r of them, and v of at most m terms, each of relative error u a term.
  return { leastR2, rounding: 2 * unitRoundoff * (2 * m + 2 * r + 2 * d + 8), largestR1: alpha === 0 ? Number.NaN : largestR1 };
}
