import { type Elementary, fold, type Key, misuse, normal, type Objective, type Teacher, uniform } from "@overparam/core";
import { rowDot, rowNorms } from "../geometry.ts";

/** What a near start is asked for. */
export interface NearOrder {
  readonly teacher: Teacher;
  readonly dimension: number;
  readonly students: number;
  /** Largest angle to the teacher, radians. */
  readonly angle: number;
  /** Loss to start at; 0 takes the angle as it is. */
  readonly loss: number;
  /** Angles are never scaled beyond this, radians, so that no student comes nearer to another teacher. */
  readonly angleLimit: number;
  /** Teachers, counted from the last, that get no student. */
  readonly uncovered: number;
  /** Students of a teacher come in pairs that are each other's mirror image in it, so that Σ_{T_i} ‖w_j‖ w_j lies along w*_i; an odd one lies on it. */
  readonly mirrored: boolean;
}

/**
 * Students split among the teachers: student j belongs to teacher j mod r, at an angle in [½, 1] · angle in a random plane through it, on a
 * random side (w and −w are the same neuron), and the masses ‖w_j‖² of a teacher's students add up to ‖w*_i‖.
 *
 * Mirrored, two students of a teacher share angle, mass and plane and lie on opposite sides. Averages of free students err by m^(−1/2), so that what such starts
 * show of a constant changes with m until they are wide; mirrored ones are at its limit from two students a teacher on.
 *
 * With a loss given, all angles are scaled by one factor, found by bisection, so that L(W) is that loss, or lower where the angle limit comes first.
 *
 * @returns W, [m,d] row-major
 */
export function nearStart(math: Elementary, key: Key, objective: Objective, order: NearOrder): Float64Array {
  const { teacher, dimension: d, students: m } = order;
  const r = teacher.weights.length - order.uncovered;
  if (r < 1) throw misuse("zhou2021local: uncovered", `must be below the number of teachers, ${teacher.weights.length}`, order.uncovered);
  const pull = new Float64Array(m);
  uniform(fold(key, "angles"), pull);
  const weight = new Float64Array(m);
  uniform(fold(key, "masses"), weight);
  const side = new Float64Array(m);
  uniform(fold(key, "sides"), side);
  const planes = new Float64Array(m * d);
  normal(math, fold(key, "planes"), planes);
  const norms = rowNorms(teacher.directions, d);
  // Students j and j + r of a teacher are a pair: the second takes what the first drew.
  const source = Array.from({ length: m }, (_, j) => (order.mirrored && Math.floor(j / r) % 2 === 1 ? j - r : j));
  const single = (j: number): boolean => order.mirrored && source[j] === j && j + r >= m;

  const share = new Float64Array(r);
  for (let j = 0; j < m; j++) share[j % r] = (share[j % r] as number) + 0.5 + (weight[source[j] as number] as number);
  // Planes become unit vectors orthogonal to the teacher.
  for (let j = 0; j < m; j++) {
    const i = j % r;
    const along = rowDot(planes, j, teacher.directions, i, d) / ((norms[i] as number) * (norms[i] as number));
    for (let k = 0; k < d; k++) planes[j * d + k] = (planes[j * d + k] as number) - along * (teacher.directions[i * d + k] as number);
    const length = rowNorms(planes.subarray(j * d, (j + 1) * d), d)[0] as number;
    for (let k = 0; k < d; k++) planes[j * d + k] = (planes[j * d + k] as number) / length;
  }

  const place = (angle: number): Float64Array => {
    const w = new Float64Array(m * d);
    for (let j = 0; j < m; j++) {
      const i = j % r;
      const of = source[j] as number;
      const mass = ((0.5 + (weight[of] as number)) / (share[i] as number)) * (norms[i] as number);
      const length = Math.sqrt(mass) * ((side[j] as number) < 0.5 ? -1 : 1);
      const turned = single(j) ? 0 : angle * (0.5 + 0.5 * (pull[of] as number));
      const cos = length * math.cos(turned);
      const sin = (of === j ? length : -length) * math.sin(turned);
      for (let k = 0; k < d; k++) {
        w[j * d + k] = cos * ((teacher.directions[i * d + k] as number) / (norms[i] as number)) + sin * (planes[of * d + k] as number);
      }
    }
    return w;
  };

  if (order.loss === 0) return place(order.angle);
  let low = 0;
  let high = order.angleLimit;
  if (objective.value(place(high)) <= order.loss) return place(high);
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (objective.value(place(middle)) <= order.loss) low = middle;
    else high = middle;
  }
  return place(low);
}
