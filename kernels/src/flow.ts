/** A directed graph by compressed rows: the edges out of node u are rows[u] … rows[u+1] − 1, and edge e ends at heads[e]. */
export interface FlowGraph {
  readonly nodes: number;
  /** [nodes + 1], from 0 to the number of edges. */
  readonly rows: Uint32Array;
  /** [edges] */
  readonly heads: Uint32Array;
}

/** What a flow does at every step besides moving. */
export interface FlowRates {
  /** Where forward walkers enter and backward walkers leave, and the other way round. */
  readonly source: number;
  readonly sink: number;
  /** λ: part of the walkers that survive each node, [nodes]. */
  readonly passage: Float64Array;
  /** D: part of the pheromone that is left after a step. */
  readonly decay: number;
  /** r: growth of the injections per step, by which the state is divided. */
  readonly growth: number;
  /** F and B: injections at the source and at the sink. */
  readonly forward: number;
  readonly backward: number;
}

/** A graph in engine memory. */
export interface FlowProblem {
  /** Entries of θ: p [edges], f [nodes], b [nodes], k [1]. */
  readonly size: number;
  /** Engine memory held. */
  readonly bytes: number;
  /**
   * Steps of the linear rule in place: with x_u = f_u/Σ_w p_uw and y_v = b_v/Σ_w p_wv, p_uv ← D (p_uv + p_uv x_u + p_uv y_v)/r,
   * f_v ← λ_v Σ_u p_uv x_u/r, b_u ← λ_u Σ_v p_uv y_v/r, then injections at both ends, and k ← k/r.
   *
   * The same bits on every backend and any number of threads: sums run over the edges in their order.
   *
   * @cost one pass over the edges a step, shared by up to four threads from 200 000 edges on if heads ascend in every row
   */
  advance(theta: Float64Array, steps: number): void;
  close(): void;
}

/** Flows on directed graphs that reinforce the edges they take. */
export interface FlowKernels {
  /** Bytes that a graph takes: 4 an edge, 60 a node; 8 more an edge, and 8 a node and thread, where threads share it. */
  plan(nodes: number, edges: number): number;
  /** @throws Misuse for rows that do not ascend, heads that are no nodes, and where the plan exceeds the engine's memory */
  open(graph: FlowGraph, rates: FlowRates): FlowProblem;
}
