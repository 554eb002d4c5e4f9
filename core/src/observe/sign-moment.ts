import { type Engine, misuse } from "@overparam/kernels";

/** 2/π, rounded to double. */
const twoOverPi = 0.6366197723675814;

/**
 * M with blocks M_ij = E[x xᵀ sgn(u_i·x) sgn(u_j·x)], x ~ N(0, I_d).
 *
 * M_ij = (1 − 2t/π) I + (2/π) sin t (p pᵀ − q qᵀ) with t the angle of u_i and u_j, p and q the unit vectors along û_i + û_j and û_i − û_j.
 * Nothing is singular: where p or q does not exist, sin t is 0.
 *
 * @param teachers U, [r,d] row-major, no zero row
 * @param d input dimension
 * @returns [r·d, r·d] row-major, symmetric positive semidefinite
 * @cost O(r²·d²)
 * @source zhou2021local, Lemma 11; the form in p and q is added by the laboratory
 */
export function signMoment(engine: Engine, teachers: Float64Array, d: number): Float64Array {
  const r = teachers.length / d;
  if (!Number.isSafeInteger(r)) throw misuse("signMoment", `teachers must hold whole rows of ${d} entries`, teachers);
  const unit = new Float64Array(teachers.length);
  for (let i = 0; i < r; i++) {
    let square = 0;
    for (let k = i * d; k < (i + 1) * d; k++) square += (teachers[k] as number) * (teachers[k] as number);
    if (square === 0) throw misuse("signMoment", "every teacher needs a direction", `teacher ${i} = 0`);
    for (let k = i * d; k < (i + 1) * d; k++) unit[k] = (teachers[k] as number) / Math.sqrt(square);
  }
  const size = r * d;
  const moment = new Float64Array(size * size);
  const set = (i: number, k: number, j: number, l: number, value: number): void => {
    moment[(i * d + k) * size + j * d + l] = value;
  };
  const sum = new Float64Array(d);
  const difference = new Float64Array(d);
  for (let i = 0; i < r; i++) {
    for (let k = 0; k < d; k++) set(i, k, i, k, 1);
    for (let j = 0; j < i; j++) {
      let ss = 0;
      let dd = 0;
      for (let k = 0; k < d; k++) {
        sum[k] = (unit[i * d + k] as number) + (unit[j * d + k] as number);
        difference[k] = (unit[i * d + k] as number) - (unit[j * d + k] as number);
        ss += (sum[k] as number) * (sum[k] as number);
        dd += (difference[k] as number) * (difference[k] as number);
      }
      const t = 2 * engine.math.atan2(Math.sqrt(dd), Math.sqrt(ss));
      const flat = 1 - twoOverPi * t;
      const tilt = twoOverPi * engine.math.sin(t);
      for (let k = 0; k < d; k++) {
        for (let l = 0; l < d; l++) {
          const along = ss === 0 ? 0 : ((sum[k] as number) * (sum[l] as number)) / ss;
          const across = dd === 0 ? 0 : ((difference[k] as number) * (difference[l] as number)) / dd;
          const value = (k === l ? flat : 0) + tilt * (along - across);
          set(i, k, j, l, value);
          set(j, l, i, k, value);
        }
      }
    }
  }
  return moment;
}
