import { misuse } from "@overparam/kernels";
import { type Network, fixedOutputWeights } from "../network/network.ts";
import type { Objective } from "./objective.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/**
 * An objective with the path norm added: F(θ) = L(θ) + λ Σ_j |c_j| ‖A_j‖, the total variation of the measure Σ_j c_j ‖A_j‖ δ_{Â_j} where no two neurons of
 * opposite sign share a direction.
 *
 * At w_j = 0 the derivative of its term is 0 by convention. Closing it closes L.
 *
 * @param lambda λ ≥ 0
 * @param network the network whose θ the objective takes; not `squared-entry`
 * @cost O(m·d) more than L; the Hessian O(m·d²) more
 * @throws Misuse for a λ that is no number of at least 0, and for `squared-entry`
 * @source Neyshabur, Tomioka, Srebro 2015 (path norm); de Castro, Gamboa 2012 (Beurling LASSO)
 */
export function pathNormObjective(objective: Objective, network: Network, lambda: number): Objective {
  const { students: m, inputs: d, parameterization } = network;
  if (!(Number.isFinite(lambda) && lambda >= 0)) throw misuse("pathNormObjective", "lambda must be a number of at least 0", lambda);
  if (parameterization === "squared-entry") {
    throw misuse("pathNormObjective", "the path norm is there for plain, output and conic networks", parameterization, "take plain");
  }
  const given = fixedOutputWeights("pathNormObjective", network);
  /** ‖w_j‖ and c_j at θ, c_j without the factor ‖w_j‖ of conic networks. */
  const normOf = (theta: Float64Array, j: number): number => {
    let square = 0;
    for (let k = j * d; k < (j + 1) * d; k++) square += (theta[k] as number) * (theta[k] as number);
    return Math.sqrt(square);
  };
  const weightOf = (theta: Float64Array, j: number): number => (parameterization === "output" ? theta[m * d + j] : given[j]) as number;
  const penalty = (theta: Float64Array): number => {
    let sum = 0;
    for (let j = 0; j < m; j++) {
      const norm = normOf(theta, j);
      sum += Math.abs(weightOf(theta, j)) * (parameterization === "conic" ? norm * norm : norm);
    }
    return lambda * sum;
  };
  /** Calls back with the entries of row j of the penalty's Hessian that are not 0. */
  const curvature = (theta: Float64Array, add: (row: number, column: number, entry: number) => void): void => {
    for (let j = 0; j < m; j++) {
      const norm = normOf(theta, j);
      const c = weightOf(theta, j);
      if (parameterization === "conic") {
        for (let k = 0; k < d; k++) add(j * d + k, j * d + k, 2 * lambda * Math.abs(c));
        continue;
      }
      if (norm === 0) continue;
      for (let k = 0; k < d; k++) {
        const u = (theta[j * d + k] as number) / norm;
        for (let l = 0; l < d; l++) {
          const entry = (lambda * Math.abs(c) * ((k === l ? 1 : 0) - u * ((theta[j * d + l] as number) / norm))) / norm;
          add(j * d + k, j * d + l, entry);
        }
        if (parameterization !== "output") continue;
        add(j * d + k, m * d + j, lambda * sign(c) * u);
        add(m * d + j, j * d + k, lambda * sign(c) * u);
      }
    }
  };
  const { hessian, hessianTimes } = objective;
  return {
    layout: objective.layout,
    over: objective.over,
    accuracy: objective.accuracy,
    value: (theta) => objective.value(theta) + penalty(theta),
    gradient(theta, out) {
      const value = objective.gradient(theta, out);
      for (let j = 0; j < m; j++) {
        const norm = normOf(theta, j);
        const c = weightOf(theta, j);
        const slope = parameterization === "conic" ? 2 * lambda * Math.abs(c) : norm === 0 ? 0 : (lambda * Math.abs(c)) / norm;
        for (let k = j * d; k < (j + 1) * d; k++) out[k] = (out[k] as number) + slope * (theta[k] as number);
        if (parameterization === "output") out[m * d + j] = (out[m * d + j] as number) + lambda * sign(c) * norm;
      }
      return value + penalty(theta);
    },
    ...(hessianTimes === undefined
      ? {}
      : {
          hessianTimes(theta: Float64Array, v: Float64Array, out: Float64Array) {
            hessianTimes(theta, v, out);
            curvature(theta, (row, column, entry) => {
              out[row] = (out[row] as number) + entry * (v[column] as number);
            });
          },
        }),
    ...(hessian === undefined
      ? {}
      : {
          hessian(theta: Float64Array, out: Float64Array) {
            hessian(theta, out);
            const p = objective.layout.size;
            curvature(theta, (row, column, entry) => {
              out[row * p + column] = (out[row * p + column] as number) + entry;
            });
          },
        }),
    // A sum of m norms of d entries, all terms of one sign (Higham 2002, §3.1).
    floor: (theta) => objective.floor(theta) + (m + d + 4) * unit * penalty(theta) + unit * Math.abs(objective.value(theta)),
    close: () => objective.close(),
  };
}

/** Sign of the output weight; 0 at 0. */
function sign(c: number): number {
  return c > 0 ? 1 : c < 0 ? -1 : 0;
}
