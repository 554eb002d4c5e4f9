import { type Elementary, flowLayout, type FlowOrder, type Measure, weightsOf } from "@overparam/core";
import type { Target } from "./graph/target.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/**
 * The largest share that a node of the target path sends, or takes back, off the path: 1 − the least share on it, summed over the other edges so that it
 * stays exact where it is small.
 *
 * @cost the edges at the nodes of the path
 */
export function offTarget({ graph, rule }: FlowOrder, target: Target, math: Elementary): Measure {
  const layout = flowLayout(graph);
  /** Edges at one end of an edge of the path: the edge itself first. */
  const groups = target.edges.flatMap((e) => {
    const own = (edges: Iterable<number>): Uint32Array => Uint32Array.from([e, ...[...edges].filter((other) => other !== e)]);
    const [u, v] = [graph.tails[e] as number, graph.heads[e] as number];
    const out = own(
      Array.from({ length: (graph.rows[u + 1] as number) - (graph.rows[u] as number) }, (_, i) => (graph.rows[u] as number) + i),
    );
    return [out, own(graph.into.subarray(graph.columns[v], graph.columns[v + 1]))].filter((group) => group.length > 1);
  });
  const widest = groups.reduce((most, group) => Math.max(most, group.length), 1);
  const scratch = new Float64Array(graph.edges);
  const value = (theta: Float64Array): number => {
    let worst = 0;
    for (const group of groups) {
      const weights = rule.kind === "linear" ? undefined : weightsOf(math, rule, group, theta, theta[theta.length - 1] as number, scratch);
      const weight = (i: number): number => (weights === undefined ? (theta[group[i] as number] as number) : (weights[i] as number));
      let others = 0;
      for (let i = 1; i < group.length; i++) others += weight(i);
      const share = others / (others + weight(0));
      // A node without any pheromone has no shares.
      if (!(share <= worst)) worst = share;
    }
    return worst;
  };
  return {
    layout,
    name: "largest share off the predicted path",
    scale: Number.POSITIVE_INFINITY,
    value,
    // Sums of positive numbers, and powers of a few ulp.
    floor: (theta) => 2 * unit * (widest + 8) * value(theta),
    close() {},
  };
}
