import type { Observable } from "@overparam/core";
import { leastSubgradient } from "../algorithm/kinks.ts";
import type { InsertionState } from "../algorithm/insertion-descent.ts";
import { certificateOf, coefficients, type LiangProblem } from "../problem.ts";

/** Neurons of less mass than this are none. */
const nothing = 1e-9;

/** Norm of the least subgradient, over λ. */
export const stationarity: Observable<LiangProblem> = {
  id: "stationarity",
  symbol: "\\|\\partial F\\|/\\lambda",
  unit: "",
  axes: [],
  says: "norm of the subgradient of least norm, in units of λ",
  measure: ({ problem, state, engine }) => leastSubgradient(engine, problem, state.theta).norm / problem.lambda,
};

/** Places in `neurons`. */
export const neuronAxes = { count: 0, imbalance: 1, active: 2, pathNorm: 3 } as const;

/**
 * [number of neurons, max |a_j² − ‖w_j‖²|, the s_j g(ŵ_j)/λ that is farthest from 1, Σ|a_j|‖w_j‖].
 */
export const neuronTable: Observable<LiangProblem> = {
  id: "neurons",
  symbol: "(a_j, w_j)",
  unit: "",
  axes: ["number, imbalance, worst activity, path norm"],
  says: "number of neurons, their worst imbalance, their g over λ where it is farthest from 1, and the path norm",
  measure({ problem, state, engine }) {
    const { network, train, lambda } = problem;
    const { students: m, inputs: q } = network;
    const { theta } = state;
    const c = coefficients(engine, problem, theta);
    let [count, imbalance, active, pathNorm] = [0, 0, 1, 0];
    for (let j = 0; j < m; j++) {
      const a = theta[m * q + j] as number;
      const w = theta.subarray(j * q, (j + 1) * q);
      let square = 0;
      for (const entry of w) square += entry * entry;
      const mass = Math.abs(a) * Math.sqrt(square);
      pathNorm += mass;
      imbalance = Math.max(imbalance, Math.abs(a * a - square));
      if (!(mass > nothing)) continue;
      count += 1;
      let g = 0;
      for (let r = 0; r < c.length; r++) {
        let z = 0;
        for (let k = 0; k < q; k++) z += (train.rows[r * q + k] as number) * (w[k] as number);
        if (z > 0) g += (c[r] as number) * z;
      }
      const here = (Math.sign(a) * g) / (Math.sqrt(square) * lambda);
      if (Math.abs(here - 1) > Math.abs(active - 1)) active = here;
    }
    return Float64Array.of(count, imbalance, active, pathNorm);
  },
};

/** Places in `certificate`. */
export const certificateAxes = { ratio: 0, exact: 1, cells: 2 } as const;

/** [max |g|/λ, 1 where it is enumerated and 0 where it is a lower bound, cells of the arrangement]. */
export const certificate: Observable<LiangProblem> = {
  id: "certificate",
  symbol: "G/\\lambda",
  unit: "",
  axes: ["max |g| over λ, exact, cells"],
  says: "zero-neuron certificate: max |g| over λ, whether it is enumerated, and the number of cells",
  measure({ problem, state, engine }) {
    const found = certificateOf(engine, problem, state.theta);
    return Float64Array.of(found.value / problem.lambda, problem.enumerable ? 1 : 0, found.cells);
  },
};

/** Places in `progress`. */
export const progressAxes = { insertions: 0, checks: 1, visited: 2, certified: 3 } as const;

/** [insertions, checks, faces visited in checks, iteration of the certificate or −1]. */
export const progress: Observable<LiangProblem> = {
  id: "progress",
  symbol: "",
  unit: "",
  axes: ["insertions, checks, faces visited, certified at"],
  says: "what the insertion algorithm has done",
  measure({ state }) {
    // Plain gradient steps have no such state.
    if (!("insertions" in state)) return undefined;
    const { insertions, checks, visited, certified } = state as InsertionState;
    return Float64Array.of(insertions, checks, visited, certified);
  },
};
