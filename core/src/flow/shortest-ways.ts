import { DirectedGraph } from "graphology";
import { dijkstra } from "graphology-shortest-path";
import type { Digraph } from "./digraph.ts";

/** Shortest ways from one node to all that it reaches: node numbers from that node on, and lengths. */
export interface ShortestWays {
  readonly ways: ReadonlyMap<number, readonly number[]>;
  readonly lengths: ReadonlyMap<number, number>;
}

/**
 * Shortest ways by Dijkstra's algorithm.
 *
 * @param weight length of every edge, at least 0
 * @param way along the edges, or against them: the ways that lead to `from`, backwards
 * @cost O((nodes + edges) log nodes), and every way is kept
 * @source Dijkstra 1959
 */
export function shortestWays(graph: Digraph, weight: Float64Array, from: number, way: "along" | "against"): ShortestWays {
  const network = new DirectedGraph<object, { weight: number }>();
  for (let v = 0; v < graph.nodes; v++) network.addNode(v);
  const edgeFrom = new Map<number, number>();
  for (let e = 0; e < graph.edges; e++) {
    const [u, v] = [graph.tails[e] as number, graph.heads[e] as number];
    const [begin, end] = way === "along" ? [u, v] : [v, u];
    network.addDirectedEdge(begin, end, { weight: weight[e] as number });
    edgeFrom.set(begin * graph.nodes + end, e);
  }
  const ways = new Map<number, readonly number[]>();
  const lengths = new Map<number, number>();
  for (const [node, path] of Object.entries(dijkstra.singleSource(network, String(from), "weight"))) {
    const nodes = path.map(Number);
    ways.set(Number(node), nodes);
    const step = (v: number, i: number): number => weight[edgeFrom.get((nodes[i] as number) * graph.nodes + v) as number] as number;
    lengths.set(
      Number(node),
      nodes.slice(1).reduce((sum, v, i) => sum + step(v, i), 0),
    );
  }
  return { ways, lengths };
}
