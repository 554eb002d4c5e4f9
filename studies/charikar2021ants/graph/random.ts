import { type Digraph, digraph, fold, type Key, uniform } from "@overparam/core";
import type { Config } from "../config.ts";

/** Edges out of the sink and into the source are left out: flow there would only go round. */
export function drawGraph(config: Config, key: Key): Digraph {
  const nodes = config.graph === "grid" || config.graph === "layered" ? layout(config).nodes : config.nodes;
  const pairs = config.graph === "grid" ? grid(config) : config.graph === "layered" ? layered(config) : gnp(config, key);
  return digraph(nodes, plain(pairs, nodes - 1));
}

/** The same graph with a path from source to sink that is one edge shorter than any other, through nodes at random. */
export function withShortest(graph: Digraph, edges: number, key: Key): Digraph {
  const inner = new Float64Array(graph.nodes);
  uniform(fold(key, "planted"), inner);
  const ranked = Array.from({ length: graph.nodes - 2 }, (_, i) => i + 1).sort(
    (a, b) => (inner[a] as number) - (inner[b] as number) || a - b,
  );
  // Ascending numbers keep an acyclic graph acyclic.
  const way = [0, ...ranked.slice(0, Math.max(0, edges - 1)).sort((a, b) => a - b), graph.nodes - 1];
  const pairs = Array.from(graph.tails, (u, e): readonly [number, number] => [u, graph.heads[e] as number]);
  const known = new Set(pairs.map(([u, v]) => u * graph.nodes + v));
  const planted = way.slice(1).map((v, i): readonly [number, number] => [way[i] as number, v]);
  return digraph(graph.nodes, [...pairs, ...planted.filter(([u, v]) => !known.has(u * graph.nodes + v))].flat());
}

function plain(pairs: readonly (readonly [number, number])[], sink: number): number[] {
  return pairs.filter(([u, v]) => v !== 0 && u !== sink).flat();
}

function gnp({ nodes, probability, reach, cyclic, graph }: Config, key: Key): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  const row = new Float64Array(nodes);
  for (let u = 0; u < nodes; u++) {
    uniform(fold(fold(key, "edges"), u), row);
    for (let v = cyclic ? 0 : u + 1; v < nodes; v++) {
      if (u === v || (graph === "local" && Math.abs(u - v) > reach)) continue;
      if ((row[v] as number) < probability) pairs.push([u, v]);
    }
  }
  return pairs;
}

function layout({ graph, side }: Config): { readonly nodes: number } {
  return { nodes: graph === "grid" ? side * side : side * side + 2 };
}

/** Nodes row by row; edges to the right and down, and back where it is cyclic. */
function grid({ side, cyclic }: Config): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const u = y * side + x;
      if (x + 1 < side) pairs.push([u, u + 1]);
      if (y + 1 < side) pairs.push([u, u + side]);
      if (cyclic && x > 0) pairs.push([u, u - 1]);
      if (cyclic && y > 0) pairs.push([u, u - side]);
    }
  }
  return pairs;
}

/** Source, `side` layers of `side` nodes, sink; all edges to the next layer, and back where it is cyclic. */
function layered({ side, cyclic }: Config): readonly (readonly [number, number])[] {
  const layers = [
    [0],
    ...Array.from({ length: side }, (_, l) => Array.from({ length: side }, (__, i) => 1 + l * side + i)),
    [side * side + 1],
  ];
  return layers.slice(1).flatMap((next, l) =>
    (layers[l] as readonly number[]).flatMap((u) =>
      next.flatMap((v): (readonly [number, number])[] =>
        cyclic
          ? [
              [u, v],
              [v, u],
            ]
          : [[u, v]],
      ),
    ),
  );
}
