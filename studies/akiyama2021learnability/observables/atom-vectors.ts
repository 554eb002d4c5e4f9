import { match, neurons, type Observable } from "@overparam/core";
import type { AkiyamaProblem } from "../problem.ts";

/** Σ c_j w_j over the neurons nearest to each teacher and of its sign, [r,d]: what stands for that teacher. */
export const atomVectors: Observable<AkiyamaProblem> = {
  id: "atomVectors",
  symbol: "\\sum_j s_j r_j \\hat w_j",
  unit: "",
  axes: ["teacher × input"],
  says: "summed neurons of every teacher",
  measure({ problem, state, engine }) {
    const { inputs: d, students: m } = problem.network;
    const { teacher, mass } = match(engine, problem, state.theta);
    const { directions, weights } = neurons(problem.network, state.theta);
    const out = new Float64Array(problem.teacher.weights.length * d);
    for (let j = 0; j < m; j++) {
      const own = teacher[j] as number;
      if (own < 0 || (mass[j] as number) * (problem.teacher.weights[own] as number) <= 0) continue;
      for (let k = 0; k < d; k++) {
        out[own * d + k] = (out[own * d + k] as number) + (weights[j] as number) * (directions[j * d + k] as number);
      }
    }
    return out;
  },
};
