import { denseHessian, type Engine, populationObjective, type Teacher, type TwoLayer } from "@overparam/core";

/** Smallest eigenvalue of a symmetric matrix [p,p]. */
export function leastEigenvalue(engine: Engine, matrix: Float64Array, p: number): number {
  const values = new Float64Array(p);
  engine.linear.eigenSymmetric(matrix, p, values);
  return values[0] as number;
}

/**
 * The neuron whose own block of the Hessian bends down most: min_i λ_min(∇²_ii L) − ½.
 *
 * ∇²_ii L = ½ I (the neuron's own quadratic term) + what the other neurons add. Splitting w_i into two halves and moving them apart by ±u leaves the sum, and with it
 * every term but the latter: the second derivative along (u, −u)/√2 is 2 uᵀ(∇²_ii L − ½ I)u.
 */
export function bendOf(engine: Engine, hessian: Float64Array, p: number, d: number): { readonly neuron: number; readonly bend: number } {
  let neuron = 0;
  let bend = Number.POSITIVE_INFINITY;
  const block = new Float64Array(d * d);
  for (let i = 0; i * d < p; i++) {
    for (let a = 0; a < d; a++) block.set(hessian.subarray((i * d + a) * p + i * d, (i * d + a) * p + (i + 1) * d), a * d);
    const own = leastEigenvalue(engine, block, d) - 0.5;
    if (own < bend) {
      neuron = i;
      bend = own;
    }
  }
  return { neuron, bend };
}

/** λ_min of the Hessian after neuron i of W [n,d] is replaced by two halves of itself. */
export function splitNeuron(engine: Engine, network: TwoLayer, teacher: Teacher, w: Float64Array, i: number): number {
  const d = network.inputs;
  const split = new Float64Array(w.length + d);
  split.set(w);
  for (let j = 0; j < d; j++) {
    const half = (w[i * d + j] as number) / 2;
    split[i * d + j] = half;
    split[w.length + j] = half;
  }
  const objective = populationObjective(engine, { ...network, students: network.students + 1 }, teacher);
  try {
    return leastEigenvalue(engine, denseHessian(objective, split), split.length);
  } finally {
    objective.close();
  }
}
