import type { Engine, Teacher } from "@overparam/core";

/**
 * Best masses for fixed directions: argmin_{z ≥ 0} ½ E (Σ_i z_i |u_i·x| − f*(x))², x ~ N(0, I_d).
 *
 * Only the Gram matrix K(u_i, u_j) and the right side Σ_k b_k K(u_i, v_k) are needed, both in closed form.
 *
 * @param u [n,d] row-major
 * @returns z [n], and the loss ½ E (Σ z |u·x| − f*)² at it
 * @cost O(n²·d) and one non-negative least squares of size n
 * @source zhou2021local, section 4 (Initialisations 1 and 2); the closed form is the laboratory's
 */
export function bestMasses(
  engine: Engine,
  activation: "abs" | "relu",
  u: Float64Array,
  teacher: Teacher,
  d: number,
): { readonly masses: Float64Array; readonly loss: number; readonly residual: number; readonly gram: Float64Array } {
  const n = u.length / d;
  const r = teacher.weights.length;
  const gram = new Float64Array(n * n);
  engine.population.gram(activation, u, u, d, gram);
  const cross = new Float64Array(n * r);
  engine.population.gram(activation, u, teacher.directions, d, cross);
  const right = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < r; k++) right[i] = (right[i] as number) + (teacher.weights[k] as number) * (cross[i * r + k] as number);
  }
  const own = new Float64Array(r * r);
  engine.population.gram(activation, teacher.directions, teacher.directions, d, own);
  const masses = new Float64Array(n);
  const { residual } = engine.linear.nonNegativeLeastSquares(gram, right, n, masses);
  let square = 0;
  for (let k = 0; k < r; k++) {
    for (let l = 0; l < r; l++) square += (teacher.weights[k] as number) * (teacher.weights[l] as number) * (own[k * r + l] as number);
  }
  for (let i = 0; i < n; i++) {
    let along = 0;
    for (let j = 0; j < n; j++) along += (gram[i * n + j] as number) * (masses[j] as number);
    square += (masses[i] as number) * (along - 2 * (right[i] as number));
  }
  return { masses, loss: Math.max(0, square / 2), residual, gram };
}
