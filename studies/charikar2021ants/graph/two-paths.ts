import { digraph, misuse } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Drawn } from "./drawn.ts";

/** Two parallel paths: the source is node 0, then the inner nodes of A, then those of B, and the sink is the last node. */
export function twoPaths({ edgesA, edgesB, passageA, passageB }: Config): Drawn {
  if (edgesA === 1 && edgesB === 1)
    throw misuse("charikar2021ants", "two paths of one edge each are one edge", "edgesA = edgesB = 1", "give one of them another edge");
  const sink = edgesA + edgesB - 1;
  const path = (first: number, edges: number): number[] => [0, ...Array.from({ length: edges - 1 }, (_, i) => first + i), sink];
  const pairs = [path(1, edgesA), path(edgesA, edgesB)].flatMap((nodes) => nodes.slice(1).flatMap((node, i) => [nodes[i] as number, node]));
  const passage = Float64Array.from({ length: sink + 1 }, (_, v) => (v === 0 || v === sink ? 1 : v < edgesA ? passageA : passageB));
  return { graph: digraph(sink + 1, pairs), source: 0, sink, passage };
}

/** First edges of paths A and B at the source, by their place among its edges. */
export function firstEdges({ edgesA, edgesB }: Config): { readonly a: 0 | 1; readonly b: 0 | 1 } {
  // Edges out of a node are sorted by head, and a path of one edge leads to the last node.
  return edgesA === 1 && edgesB > 1 ? { a: 1, b: 0 } : { a: 0, b: 1 };
}

/** Edges of path A: those that touch one of its inner nodes, or the one from source to sink. */
export function onPathA({ edgesA, edgesB }: Config, tail: number, head: number): boolean {
  const sink = edgesA + edgesB - 1;
  const inner = (node: number): boolean => node >= 1 && node < edgesA;
  return edgesA === 1 ? tail === 0 && head === sink : inner(tail) || inner(head);
}
