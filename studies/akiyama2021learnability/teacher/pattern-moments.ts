import type { Elementary } from "@overparam/core";
import { dot } from "./draw.ts";

const pi = 3.141592653589793;

/**
 * E[x xᵀ 1{u·x > 0} 1{v·x > 0}] of unit u, v, [d,d]:
 * ((π − t)/2π) I + (u vᵀ + v uᵀ − cos t (u uᵀ + v vᵀ))/(2π sin t), t the angle; I/2 at t = 0 and 0 at t = π.
 */
export function patternMoment(math: Elementary, u: Float64Array, v: Float64Array): Float64Array {
  const d = u.length;
  let minus = 0;
  let plus = 0;
  for (let k = 0; k < d; k++) {
    minus += ((u[k] as number) - (v[k] as number)) * ((u[k] as number) - (v[k] as number));
    plus += ((u[k] as number) + (v[k] as number)) * ((u[k] as number) + (v[k] as number));
  }
  const t = 2 * math.atan2(Math.sqrt(minus), Math.sqrt(plus));
  const sin = (Math.sqrt(minus) * Math.sqrt(plus)) / 2;
  const cos = dot(u, v);
  const out = new Float64Array(d * d);
  // 1/sin t is removable at both ends.
  const mixed = sin < 1e-7 ? 0 : 1 / (2 * pi * sin);
  const own = sin < 1e-7 ? (cos > 0 ? 0.5 : 0) : (pi - t) / (2 * pi);
  for (let k = 0; k < d; k++) {
    for (let l = 0; l < d; l++) {
      const [a, b, c, e] = [u[k] as number, v[l] as number, v[k] as number, u[l] as number];
      out[k * d + l] = (k === l ? own : 0) + mixed * (a * b + c * e - cos * (a * e + c * b));
    }
  }
  return out;
}

/**
 * A [r·d, r·d], blocks A_ij = E[x xᵀ 1{w_i·x > 0} 1{w_j·x > 0}]: the curvature of the loss at the teachers.
 *
 * @param rows unit teachers, [r,d]
 */
export function patternMatrix(math: Elementary, rows: Float64Array, d: number): Float64Array {
  const r = rows.length / d;
  const size = r * d;
  const out = new Float64Array(size * size);
  for (let i = 0; i < r; i++) {
    for (let j = 0; j < r; j++) {
      const block = patternMoment(math, rows.subarray(i * d, (i + 1) * d), rows.subarray(j * d, (j + 1) * d));
      for (let k = 0; k < d; k++) out.set(block.subarray(k * d, (k + 1) * d), (i * d + k) * size + j * d);
    }
  }
  return out;
}
