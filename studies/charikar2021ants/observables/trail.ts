import { type FlowOrder, type Observable } from "@overparam/core";
import type { AntProblem } from "../problem.ts";

/** The nodes that one meets from the source by always taking the edge of most pheromone; it ends at the sink, a dead end, or where it meets itself. */
export function trail({ graph, source, sink }: FlowOrder, theta: Float64Array): readonly number[] {
  const way = [source];
  const met = new Set(way);
  for (let u = source; u !== sink; ) {
    let best = -1;
    for (let e = graph.rows[u] as number; e < (graph.rows[u + 1] as number); e++) {
      if (best < 0 || (theta[e] as number) > (theta[best] as number)) best = e;
    }
    const next = best < 0 ? -1 : (graph.heads[best] as number);
    if (next < 0 || met.has(next)) break;
    way.push(next);
    met.add(next);
    u = next;
  }
  return way;
}

/** Edges of the strongest trail; without meaning where it does not reach the sink. */
export const trailEdges: Observable<AntProblem> = {
  id: "trailEdges",
  symbol: "n_{\\mathrm{trail}}",
  unit: "",
  axes: [],
  says: "number of edges of the strongest trail from source to sink",
  measure({ problem: { order }, state }) {
    const way = trail(order, state.theta);
    return way.at(-1) === order.sink ? way.length - 1 : undefined;
  },
};

/** Is the strongest trail the predicted path? */
export const trailIsTarget: Observable<AntProblem> = {
  id: "trailIsTarget",
  symbol: "[\\mathrm{trail}=P]",
  unit: "",
  axes: [],
  says: "1 where the strongest trail is the predicted path, else 0",
  measure({ problem: { order, target }, state }) {
    const way = trail(order, state.theta);
    return way.length === target.nodes.length && way.every((node, i) => node === target.nodes[i]) ? 1 : 0;
  },
};
