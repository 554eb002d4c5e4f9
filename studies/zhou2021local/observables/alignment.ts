import { match, type Observable } from "@overparam/core";
import { rowNorms } from "../geometry.ts";
import type { ZhouProblem } from "../problem.ts";

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;

/**
 * Left side of Lemma 8, Σ_j ⟨∇_j L, (I + ŵ_j ŵ_jᵀ)^{-1} (w_j − q_j sgn(w_j·w*_i) w*_i)⟩, for two choices of q, and its rounding error.
 *
 * Students j ∈ T_i, i the nearest teacher; (I + ŵŵᵀ)^{-1} = I − ŵŵᵀ/2. `group` takes q_j = ‖w_j‖ / Σ_{T_i} ‖w‖² over all of T_i; `half` the same over
 * the nearest students of T_i that hold half of the teacher's mass (those of Lemma 9), and q_j = 0 elsewhere. Both are NaN where some T_i holds less than
 * half of its teacher's mass: no choice is then allowed.
 *
 * @source zhou2021local, Lemma 8; the two choices of q are the laboratory's
 */
export const alignment: Observable<ZhouProblem> = {
  id: "alignment",
  symbol: "\\sum_j\\langle\\nabla_j L,(I+\\hat w_j\\hat w_j^\\top)^{-1}(w_j-q_j w^*_i)\\rangle",
  unit: "",
  axes: ["group, half, rounding"],
  says: "alignment of the gradient with the way to the teachers (left side of Lemma 8)",
  measure({ engine, problem, state, gradient }) {
    const { network, teacher } = problem;
    const { students: m, inputs: d } = network;
    const matching = match(engine, problem, state.theta);
    const norms = rowNorms(state.theta, d);
    const teacherNorms = rowNorms(teacher.directions, d);
    const group = groupWeights(matching.teacher, matching.mass, norms, teacherNorms.length);
    const half = halfWeights(matching.teacher, matching.angle, matching.mass, norms, teacherNorms);
    let scale = 0;
    for (const mass of matching.mass) scale += mass;
    for (const norm of teacherNorms) scale += norm;

    const side = (q: Float64Array): number => {
      let total = 0;
      for (let j = 0; j < m; j++) {
        const i = matching.teacher[j] as number;
        if (i < 0) continue;
        const pull = (q[j] as number) * (matching.sign[j] as number);
        let along = 0;
        let straight = 0;
        let radial = 0;
        for (let k = 0; k < d; k++) {
          const w = state.theta[j * d + k] as number;
          const way = w - pull * (teacher.directions[i * d + k] as number);
          straight += (gradient[j * d + k] as number) * way;
          along += w * way;
          radial += w * (gradient[j * d + k] as number);
        }
        total += straight - (0.5 * radial * along) / ((norms[j] as number) * (norms[j] as number));
      }
      return total;
    };

    // A gradient row is ‖w_j‖ times a sum of m + r terms of at most `scale` together; its way is at most ‖w_j‖ + q_j ‖w*_i‖ long.
    let rounding = 0;
    for (let j = 0; j < m; j++) {
      const i = matching.teacher[j] as number;
      if (i < 0) continue;
      const way = (norms[j] as number) + Math.max(group[j] as number, half[j] as number) * (teacherNorms[i] as number);
      rounding += 4 * unitRoundoff * (m + teacherNorms.length + d) * scale * (norms[j] as number) * way;
    }
    // Without students of half a teacher's mass there is no q that the lemma allows.
    const held = new Float64Array(teacherNorms.length);
    matching.teacher.forEach((i, j) => {
      if (i >= 0) held[i] = (held[i] as number) + (matching.mass[j] as number);
    });
    const possible = teacherNorms.every((norm, i) => (held[i] as number) >= norm / 2);
    return Float64Array.of(possible ? side(group) : Number.NaN, possible ? side(half) : Number.NaN, rounding);
  },
};

/** q_j = ‖w_j‖ / Σ_{T_i} ‖w‖². */
function groupWeights(teacherOf: Int32Array, mass: Float64Array, norms: Float64Array, r: number): Float64Array {
  const total = new Float64Array(r);
  teacherOf.forEach((i, j) => {
    if (i >= 0) total[i] = (total[i] as number) + (mass[j] as number);
  });
  return norms.map((norm, j) => ((teacherOf[j] as number) < 0 ? 0 : norm / (total[teacherOf[j] as number] as number)));
}

/** The same over the nearest students of each teacher that hold half of its norm in mass (all of them, where they hold less). */
function halfWeights(
  teacherOf: Int32Array,
  angle: Float64Array,
  mass: Float64Array,
  norms: Float64Array,
  teacherNorms: Float64Array,
): Float64Array {
  const q = new Float64Array(norms.length);
  teacherNorms.forEach((norm, i) => {
    const { members, total } = nearestHalf(i, teacherOf, angle, mass, norm);
    for (const j of members) q[j] = (norms[j] as number) / total;
  });
  return q;
}

/** Students of teacher i by ascending angle until they hold half of its norm in mass. */
export function nearestHalf(
  i: number,
  teacherOf: Int32Array,
  angle: Float64Array,
  mass: Float64Array,
  norm: number,
): { readonly members: readonly number[]; readonly total: number } {
  const ordered = Array.from(teacherOf.keys())
    .filter((j) => teacherOf[j] === i)
    .sort((a, b) => (angle[a] as number) - (angle[b] as number) || a - b);
  const members: number[] = [];
  let total = 0;
  for (const j of ordered) {
    if (total >= norm / 2) break;
    members.push(j);
    total += mass[j] as number;
  }
  return { members, total };
}
