import type { Observable } from "@overparam/core";
import type { ZhouProblem } from "../problem.ts";

/** W itself where it can be drawn (d ≤ 3), [m,d] row-major. */
export const positions: Observable<ZhouProblem> = {
  id: "positions",
  symbol: "W",
  unit: "",
  axes: ["student × input"],
  says: "weights of the students, in two or three dimensions",
  measure: ({ problem, state }) => (problem.network.inputs <= 3 ? state.theta.slice() : undefined),
};
