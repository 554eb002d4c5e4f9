import type { LabView } from "@overparam/core";
import { places } from "./graph/places.ts";
import type { AntProblem } from "./problem.ts";

/** Most edges that are drawn. */
const most = 1500;
/** Nodes are numbered in the picture up to here. */
const mostNumbered = 40;

/** What the live page shows: the graph with its pheromone, and the share that is still off the predicted path. */
export const lab: LabView = {
  curve: {
    observable: "offTarget",
    name: "share off the predicted path",
    symbol: "s",
    scale: "log",
    time: "step t",
    timeScale: "linear",
  },
  graph(problem, theta) {
    const { order, target } = problem as AntProblem;
    const { graph, source, sink } = order;
    if (graph.edges > most) return undefined;
    const widest = theta.subarray(0, graph.edges).reduce((largest, level) => Math.max(largest, level), Number.MIN_VALUE);
    return {
      places: places(graph, source, sink),
      edges: Uint32Array.from(
        { length: 2 * graph.edges },
        (_, i) => (i % 2 === 0 ? graph.tails : graph.heads)[Math.floor(i / 2)] as number,
      ),
      widths: theta.slice(0, graph.edges).map((level) => level / widest),
      marked: target.edges,
      names: [
        { node: source, name: "nest" },
        { node: sink, name: "food" },
        ...(graph.nodes > mostNumbered
          ? []
          : Array.from({ length: graph.nodes }, (_, node) => ({ node, name: String(node) })).filter(
              ({ node }) => node !== source && node !== sink,
            )),
      ],
      quantity: "pheromone",
    };
  },
};
