import { type Digraph, type Elementary, misuse } from "@overparam/core";
import { DirectedGraph } from "graphology";
import { dijkstra } from "graphology-shortest-path";
import type { Drawn } from "./drawn.ts";

/** The path that is predicted to remain. */
export interface Target {
  /** Node numbers from source to sink. */
  readonly nodes: readonly number[];
  /** Its edges, by their number in the graph. */
  readonly edges: readonly number[];
  /** Σ −log λ over its inner nodes, plus log r for each edge. */
  readonly weight: number;
  /** Weight of the best walk that leaves it, less its own; ∞ where there is none. */
  readonly gap: number;
  /** The least number of edges between source and sink. */
  readonly fewest: number;
}

/**
 * The path of least Σ −log λ_tail + log r, without the source's own λ, by Dijkstra's algorithm, and how much better than the next it is.
 *
 * The best walk that uses edge (u, v) costs d(source, u) + w(u, v) + d(v, sink); the second-best walk is the best one over the edges off the path.
 *
 * @returns undefined where no path leads from source to sink
 * @source the target path of the authors' simulations; with growth derived by the laboratory
 */
export function targetOf({ graph, source, sink, passage }: Drawn, growth: number, math: Elementary): Target | undefined {
  const perEdge = math.log(growth);
  const weight = Float64Array.from(graph.tails, (u) => (u === source ? 0 : -math.log(passage[u] as number)) + perEdge);
  const out = distances(graph, weight, source, "along");
  const path = out.ways.get(sink);
  if (path === undefined) return undefined;
  const back = distances(graph, weight, sink, "against");
  const edges = path.slice(1).map((v, i) => edgeOf(graph, path[i] as number, v));
  const own = new Set(edges);
  const total = edges.reduce((sum, e) => sum + (weight[e] as number), 0);
  let second = Number.POSITIVE_INFINITY;
  for (let e = 0; e < graph.edges; e++) {
    if (own.has(e)) continue;
    const [before, after] = [out.lengths.get(graph.tails[e] as number), back.lengths.get(graph.heads[e] as number)];
    if (before !== undefined && after !== undefined) second = Math.min(second, before + (weight[e] as number) + after);
  }
  const hops = distances(graph, new Float64Array(graph.edges).fill(1), source, "along").lengths.get(sink) as number;
  return { nodes: path, edges, weight: total, gap: Math.max(0, second - total), fewest: hops };
}

/** The number of the edge (u, v). */
export function edgeOf({ rows, heads }: Digraph, u: number, v: number): number {
  for (let e = rows[u] as number; e < (rows[u + 1] as number); e++) if (heads[e] === v) return e;
  throw misuse("edgeOf", "the edge must be in the graph", `${u} → ${v}`);
}

/** Shortest ways and their lengths from a node, along the edges or against them. */
function distances(graph: Digraph, weight: Float64Array, from: number, way: "along" | "against") {
  const network = new DirectedGraph<object, { weight: number }>();
  for (let v = 0; v < graph.nodes; v++) network.addNode(v);
  for (let e = 0; e < graph.edges; e++) {
    const [u, v] = [graph.tails[e] as number, graph.heads[e] as number];
    network.addDirectedEdge(way === "along" ? u : v, way === "along" ? v : u, { weight: weight[e] as number });
  }
  const ways = new Map<number, readonly number[]>();
  const lengths = new Map<number, number>();
  for (const [node, path] of Object.entries(dijkstra.singleSource(network, String(from), "weight"))) {
    const nodes = path.map(Number);
    ways.set(Number(node), nodes);
    const length = nodes
      .slice(1)
      .reduce(
        (sum, v, i) =>
          sum + (weight[way === "along" ? edgeOf(graph, nodes[i] as number, v) : edgeOf(graph, v, nodes[i] as number)] as number),
        0,
      );
    lengths.set(Number(node), length);
  }
  return { ways, lengths };
}
