import { type Engine, fold, type Key, misuse, normal, type Teacher, teacherLabels } from "@overparam/core";
import { rowNorms } from "../geometry.ts";

/** √(2/π) = E|z|³ − E|z|, z standard normal. */
const third = 0.7978845608028654;

/**
 * Directions of Initialisation 2: w_i ~ N(0, Q Qᵀ), Q the r leading eigenvectors of M.
 *
 * M = (1/N) Σ y_n (x_n x_nᵀ − I), whose expectation is √(2/π) Σ_i ‖w*_i‖ ŵ*_i ŵ*_iᵀ; with samples = 0 that expectation is taken.
 *
 * @returns [m,d] row-major
 * @cost O(N·d² + d³)
 * @source zhou2021local, Initialisation 2
 */
export function subspaceDirections(
  engine: Engine,
  key: Key,
  order: { readonly teacher: Teacher; readonly students: number; readonly dimension: number; readonly samples: number },
): Float64Array {
  const { teacher, students: m, dimension: d, samples } = order;
  const r = teacher.weights.length;
  if (r > d) throw misuse("zhou2021local: start", `subspace needs teachers ≤ dimension = ${d}`, r, "take start = random");
  const moment = samples === 0 ? expectedMoment(teacher, d) : sampledMoment(engine, fold(key, "samples"), teacher, d, samples);
  const values = new Float64Array(d);
  const vectors = new Float64Array(d * d);
  engine.linear.eigenSymmetric(moment, d, values, vectors);
  const z = new Float64Array(m * r);
  normal(engine.math, fold(key, "directions"), z);
  const w = new Float64Array(m * d);
  // Eigenvalues ascend: the last r rows are the leading ones.
  for (let i = 0; i < m; i++) {
    for (let q = 0; q < r; q++) {
      const weight = z[i * r + q] as number;
      const from = (d - r + q) * d;
      for (let k = 0; k < d; k++) w[i * d + k] = (w[i * d + k] as number) + weight * (vectors[from + k] as number);
    }
  }
  return w;
}

/** √(2/π) Σ_i ‖w*_i‖ ŵ*_i ŵ*_iᵀ, [d,d]. */
function expectedMoment(teacher: Teacher, d: number): Float64Array {
  const moment = new Float64Array(d * d);
  const norms = rowNorms(teacher.directions, d);
  for (let i = 0; i < norms.length; i++) {
    const scale = third / (norms[i] as number);
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) {
        moment[a * d + b] =
          (moment[a * d + b] as number) + scale * (teacher.directions[i * d + a] as number) * (teacher.directions[i * d + b] as number);
      }
    }
  }
  return moment;
}

/** (1/N) Σ y_n (x_n x_nᵀ − I), [d,d]. */
function sampledMoment(engine: Engine, key: Key, teacher: Teacher, d: number, samples: number): Float64Array {
  const moment = new Float64Array(d * d);
  const block = 1024;
  for (let done = 0; done < samples; done += block) {
    const n = Math.min(block, samples - done);
    const x = new Float64Array(n * d);
    normal(engine.math, fold(key, done / block), x);
    const y = teacherLabels("abs", teacher, x, d);
    for (let s = 0; s < n; s++) {
      const weight = (y[s] as number) / samples;
      for (let a = 0; a < d; a++) {
        const row = weight * (x[s * d + a] as number);
        for (let b = 0; b < d; b++) moment[a * d + b] = (moment[a * d + b] as number) + row * (x[s * d + b] as number);
        moment[a * d + a] = (moment[a * d + a] as number) - weight;
      }
    }
  }
  return moment;
}
