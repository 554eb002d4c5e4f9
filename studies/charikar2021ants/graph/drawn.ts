import type { Digraph } from "@overparam/core";

/** A graph with what belongs to it, before its best path is known. */
export interface Drawn {
  readonly graph: Digraph;
  readonly source: number;
  readonly sink: number;
  /** [nodes], in (0, 1]. */
  readonly passage: Float64Array;
  /** First pheromone by edge; undefined where the start setting decides. */
  readonly pheromone?: Float64Array;
}
