import { type Engine, type Network, pathNormObjective, populationCertificate, populationObjective, type Teacher } from "@overparam/core";
import { searchedMaximum } from "./searched-maximum.ts";
import { preCertificate } from "./pre-certificate.ts";

/** A minimiser with one atom for each teacher. */
export interface ReferenceMinimum {
  /** s_j r_j ŵ_j, [r,d]. */
  readonly atoms: Float64Array;
  readonly value: number;
  /** max |η| over the sphere: it is a global minimum over measures if and only if this is 1. */
  readonly certificate: number;
}

const mostSteps = 100;

/**
 * The minimum of ½ E(f − f*)² + λ TV over networks with one neuron for each teacher, by Newton's method from the first-order shift: independent of any run.
 *
 * Steps are halved until the gradient shrinks.
 *
 * @returns undefined where Newton's method does not settle, as for large λ, whose minimiser has fewer atoms
 */
export function referenceMinimum(engine: Engine, teacher: Teacher, d: number, lambda: number): ReferenceMinimum | undefined {
  const { directions, weights } = teacher;
  const r = weights.length;
  const network: Network = { activation: "relu", parameterization: "plain", students: r, inputs: d, outputWeights: weights };
  const objective = pathNormObjective(populationObjective(engine, network, teacher), network, lambda);
  try {
    const { shift } = preCertificate(engine, teacher, d);
    const size = r * d;
    let theta: Float64Array = directions.map((entry, k) => entry - lambda * (shift[k] as number) * (weights[Math.floor(k / d)] as number));
    if (!attached(theta, directions, d)) theta = directions.slice();
    const gradient = new Float64Array(size);
    objective.gradient(theta, gradient);
    let norm = length(gradient);
    for (let taken = 0; taken < mostSteps; taken++) {
      const hessian = new Float64Array(size * size);
      objective.hessian?.(theta, hessian);
      const factor = new Float64Array(size * size);
      if (engine.linear.cholesky(hessian, size, factor) < size) return undefined;
      const step = gradient.slice();
      engine.linear.choleskySolve(factor, size, step);
      let scale = 1;
      for (;;) {
        const next = theta.map((entry, k) => entry - scale * (step[k] as number));
        const slope = new Float64Array(size);
        objective.gradient(next, slope);
        const after = length(slope);
        if (after < norm) {
          theta = next;
          gradient.set(slope);
          norm = after;
          break;
        }
        scale /= 2;
        // No shorter step helps: the gradient is at its rounding, or there is no minimum here.
        if (scale < 1e-6) {
          if (!(norm < 1e-12)) return undefined;
          const { top, bottom } = searchedMaximum(
            engine,
            populationCertificate(engine, { network, theta }, teacher, lambda),
            theta,
            directions,
          );
          const atoms = theta.map((entry, k) => entry * (weights[Math.floor(k / d)] as number));
          return { atoms, value: objective.value(theta), certificate: Math.max(top.value, bottom.value) };
        }
      }
    }
    return undefined;
  } finally {
    objective.close();
  }
}

/** Is every neuron still within a right angle of its teacher? */
function attached(theta: Float64Array, directions: Float64Array, d: number): boolean {
  for (let k = 0; k < theta.length; k += d) {
    let along = 0;
    for (let i = k; i < k + d; i++) along += (theta[i] as number) * (directions[i] as number);
    if (!(along > 0)) return false;
  }
  return true;
}

function length(x: Float64Array): number {
  let square = 0;
  for (const entry of x) square += entry * entry;
  return Math.sqrt(square);
}
