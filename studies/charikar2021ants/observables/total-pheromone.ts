import type { Observable } from "@overparam/core";
import type { AntProblem } from "../problem.ts";

/** Σ p over all edges, in the scale of the flow. */
export const totalPheromone: Observable<AntProblem> = {
  id: "totalPheromone",
  symbol: "\\sum p_{uv}",
  unit: "",
  axes: [],
  says: "pheromone of all edges, over the growth so far",
  measure: ({ problem, state }) => state.theta.subarray(0, problem.order.graph.edges).reduce((sum, level) => sum + level, 0),
};
