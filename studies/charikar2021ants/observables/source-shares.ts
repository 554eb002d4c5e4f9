import { type Observable, weightsOf } from "@overparam/core";
import type { AntProblem } from "../problem.ts";

/** Most edges at the source whose shares are recorded. */
const most = 64;

/** Shares P_su of the edges out of the source, in the order of their heads. */
export const sourceShares: Observable<AntProblem> = {
  id: "sourceShares",
  symbol: "P_{su}",
  unit: "",
  axes: ["edge"],
  says: "shares of the edges out of the source",
  measure({ problem: { order }, state: { theta }, engine }) {
    const { graph, rule, source } = order;
    const first = graph.rows[source] as number;
    const count = (graph.rows[source + 1] as number) - first;
    if (count > most) return undefined;
    const edges = Uint32Array.from({ length: count }, (_, i) => first + i);
    const weights = weightsOf(engine.math, rule, edges, theta, theta[theta.length - 1] as number, new Float64Array(graph.edges));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  },
};
