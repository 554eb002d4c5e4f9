import type { Observable } from "@overparam/core";
import type { AntProblem } from "../problem.ts";

/** Most edges whose pheromone is recorded one by one. */
const most = 128;

/** Pheromone of every edge, in the order of tails and heads, of small graphs. */
export const levels: Observable<AntProblem> = {
  id: "levels",
  symbol: "p_{uv}",
  unit: "",
  axes: ["edge"],
  says: "pheromone of every edge",
  measure: ({ problem: { order }, state }) => (order.graph.edges <= most ? state.theta.slice(0, order.graph.edges) : undefined),
};
