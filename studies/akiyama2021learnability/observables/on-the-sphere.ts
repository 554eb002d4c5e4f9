import { neurons, type Observable } from "@overparam/core";
import { type AkiyamaProblem, certificateAt } from "../problem.ts";
import { gridOf } from "../certificate/grid.ts";

/** η on a fixed grid of the circle or the sphere (see `certificate/grid.ts`); nothing in other dimensions. */
export const certificateOnGrid: Observable<AkiyamaProblem> = {
  id: "certificateOnGrid",
  symbol: "\\eta(u)",
  unit: "",
  axes: ["direction"],
  says: "dual certificate all around, in two or three dimensions",
  measure({ problem, state, engine }) {
    if (problem.climbs === 0) return undefined;
    const grid = gridOf(engine.math, problem.network.inputs);
    const v = certificateAt(engine, problem, state.theta);
    if (grid === undefined || v === undefined) return undefined;
    const out = new Float64Array(grid.length / problem.network.inputs);
    v.values(grid, out);
    return out;
  },
};

/** c_j w_j with the sign apart: directions times |mass|, [m,d], and the signs' masses stand in `masses`; where it can be drawn (d ≤ 3). */
export const positions: Observable<AkiyamaProblem> = {
  id: "positions",
  symbol: "r_j \\hat w_j",
  unit: "",
  axes: ["student × input"],
  says: "directions of the students times their mass, in two or three dimensions",
  measure({ problem, state }) {
    const { inputs: d } = problem.network;
    if (d > 3) return undefined;
    const { directions, weights } = neurons(problem.network, state.theta);
    return directions.map((entry, k) => entry * Math.abs(weights[Math.floor(k / d)] as number));
  },
};
