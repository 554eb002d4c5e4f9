import { type Digraph, type Elementary, misuse, shortestWays } from "@overparam/core";
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
  const out = shortestWays(graph, weight, source, "along");
  const path = out.ways.get(sink);
  if (path === undefined) return undefined;
  const back = shortestWays(graph, weight, sink, "against");
  const edges = path.slice(1).map((v, i) => edgeOf(graph, path[i] as number, v));
  const own = new Set(edges);
  const total = edges.reduce((sum, e) => sum + (weight[e] as number), 0);
  let second = Number.POSITIVE_INFINITY;
  for (let e = 0; e < graph.edges; e++) {
    if (own.has(e)) continue;
    const [before, after] = [out.lengths.get(graph.tails[e] as number), back.lengths.get(graph.heads[e] as number)];
    if (before !== undefined && after !== undefined) second = Math.min(second, before + (weight[e] as number) + after);
  }
  const hops = shortestWays(graph, new Float64Array(graph.edges).fill(1), source, "along").lengths.get(sink) as number;
  return { nodes: path, edges, weight: total, gap: Math.max(0, second - total), fewest: hops };
}

/** The number of the edge (u, v). */
export function edgeOf({ rows, heads }: Digraph, u: number, v: number): number {
  for (let e = rows[u] as number; e < (rows[u + 1] as number); e++) if (heads[e] === v) return e;
  throw misuse("edgeOf", "the edge must be in the graph", `${u} → ${v}`);
}
