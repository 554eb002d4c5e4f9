import { type Assets, assetNamed, digraph, misuse, type Tensor } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Drawn } from "./drawn.ts";

/**
 * The graph of a file: edges [E,2] of node numbers, optionally passage [N], pheromone [E] and ends [2] (source and sink). Edges into the source and out of
 * the sink are left out.
 *
 * @param passage of nodes for which the file has none
 * @throws Misuse naming what is missing or of a wrong shape or value
 */
export function graphFromAsset(config: Config, assets: Assets, passage: (nodes: number) => Float64Array): Drawn {
  const tensors = assetNamed(assets, config.file as string, "graph");
  const { edges, ends } = tensors;
  if (edges === undefined || edges.shape.length !== 2 || edges.shape[1] !== 2 || edges.data.length === 0) {
    throw misuse(
      "graph file",
      "it must hold edges as pairs of a source and a target",
      Object.entries(tensors)
        .map(([name, { shape }]) => `${name} [${shape.join(",")}]`)
        .join(", "),
      "write a CSV file with the columns source and target",
    );
  }
  const given = tensors["passage"];
  const largest = edges.data.reduce((most, node) => Math.max(most, node), 0);
  const nodes = given === undefined ? largest + 1 : given.data.length;
  const end = (which: "source" | "sink", set: number, other: number): number => {
    const node = set >= 0 ? set : ((ends?.data[which === "source" ? 0 : 1] as number | undefined) ?? other);
    if (node >= nodes) throw misuse(`charikar2021ants: ${which}`, `it must be a node of the file, from 0 to ${nodes - 1}`, node);
    return node;
  };
  const source = end("source", config.source, 0);
  const sink = end("sink", config.sink, nodes - 1);
  if (source === sink) throw misuse("graph file", "source and sink must differ", `node ${source}`, "set source and sink");
  const kept = Array.from({ length: edges.data.length / 2 }, (_, e) => e).filter(
    (e) => edges.data[2 * e + 1] !== source && edges.data[2 * e] !== sink,
  );
  const graph = digraph(
    nodes,
    kept.flatMap((e) => [edges.data[2 * e] as number, edges.data[2 * e + 1] as number]),
  );
  const levels = tensors["pheromone"];
  return {
    graph,
    source,
    sink,
    passage: given === undefined ? passage(nodes) : checked(given, "passage", nodes, (lambda) => lambda > 0 && lambda <= 1),
    ...(levels === undefined
      ? {}
      : {
          pheromone: graph.order.reduce((out, at, e) => {
            out[e] = checked(levels, "pheromone", edges.data.length / 2, (level) => level > 0)[kept[at] as number] as number;
            return out;
          }, new Float64Array(graph.edges)),
        }),
  };
}

function checked({ data }: Tensor, name: string, length: number, good: (value: number) => boolean): Float64Array {
  if (data.length !== length) throw misuse("graph file", `${name} must have ${length} entries`, data.length);
  const at = data.findIndex((value) => !(good(value) && Number.isFinite(value)));
  if (at >= 0)
    throw misuse(
      "graph file",
      name === "passage" ? "every passage must be above 0 and at most 1 (leakage below 1)" : `${name} must be positive`,
      `entry ${at} = ${data[at]}`,
    );
  return data;
}
