import { type Engine, type FlowRates, misuse } from "@overparam/kernels";
import { savedTheta } from "../dynamics/gradient-descent.ts";
import type { Dynamics, State } from "../dynamics/dynamics.ts";
import type { Problem } from "../dynamics/problem.ts";
import type { Layout } from "../network/layout.ts";
import type { Measure } from "../objective/measure.ts";
import type { Reference } from "../study/reference.ts";
import { checkRule, type ChoiceRule, fillWeights } from "./choice-rule.ts";
import type { Digraph } from "./digraph.ts";

/** Charikar, Garg, Gordon, Shiragur 2021. */
const charikar2021: Reference = {
  key: "charikar2021ants",
  title: "A Model for Ant Trail Formation and its Convergence Properties (Extended Abstract)",
  authors: ["Moses Charikar", "Shivam Garg", "Deborah M. Gordon", "Kirankumar Shiragur"],
  year: 2021,
  venue: "12th Innovations in Theoretical Computer Science Conference",
  pages: "85:1-85:2",
  arxiv: "2011.14722",
  kind: "inproceedings",
};

/** A flow that reinforces the edges it takes: a graph, how walkers choose, and the rates, with passage in (0, 1], decay in (0, 1), growth ≥ 1, forward > 0 and backward ≥ 0. */
export interface FlowOrder extends FlowRates {
  readonly graph: Digraph;
  readonly rule: ChoiceRule;
}

/** Edges from which on the kernel is worth handing the graph over to. */
const large = 10_000;

/** p [edges], f [nodes], b [nodes] and the offset k of the Deneubourg rule [1] in one vector. */
export function flowLayout({ nodes, edges }: Digraph): Layout {
  return {
    blocks: [
      { name: "pheromone", symbol: "p", shape: [edges], offset: 0 },
      { name: "forward", symbol: "f", shape: [nodes], offset: edges },
      { name: "backward", symbol: "b", shape: [nodes], offset: edges + nodes },
      { name: "offset", symbol: "k", shape: [1], offset: edges + 2 * nodes },
    ],
    size: edges + 2 * nodes + 1,
  };
}

/** The state before the first step: the given pheromone, and flow at the two ends alone. */
export function flowStart({ graph, rule, source, sink, forward, backward }: FlowOrder, pheromone: Float64Array): Float64Array {
  const theta = new Float64Array(flowLayout(graph).size);
  theta.set(pheromone);
  theta[graph.edges + source] = forward;
  theta[graph.edges + graph.nodes + sink] = backward;
  theta[theta.length - 1] = rule.kind === "deneubourg" ? rule.k : 0;
  return theta;
}

/**
 * One step of a flow that reinforces the edges it takes, and many.
 *
 * With shares P_uv = g(p_uv)/Σ_w g(p_uw) of the edges out of u, Q_uv = g(p_uv)/Σ_w g(p_wv) of the edges into v, and every right side of the old state:
 *
 * p_uv ← D (p_uv + f_u P_uv + b_v Q_uv)/r,  f_v ← λ_v Σ_u f_u P_uv/r,  b_u ← λ_u Σ_v b_v Q_uv/r,
 *
 * then f = F at the source and 0 at the sink, b = B at the sink and 0 at the source, and k ← k/r. Flow at a node without an edge to take is lost.
 * Every quotient f_u/Σ g is formed once a node; sums run over edges in their order.
 *
 * @param engine its kernel makes the steps of the linear rule on large graphs, with the same bits
 * @cost one pass over the edges for the linear rule, two and the weights for others; O(edges) numbers besides the state
 * @throws Misuse for parameters out of range
 * @source Garg et al. 2023, the authors' simulation code; as in Charikar et al. 2021
 */
export function reinforcedFlow(order: FlowOrder, engine: Pick<Engine, "math" | "flow" | "arena">): Dynamics<State, Problem<Measure>> {
  check(order);
  const { math } = engine;
  const { graph, rule, source, sink, growth } = order;
  const { nodes, edges } = graph;
  const left = order.decay / growth;
  const passage = order.passage.map((lambda) => lambda / growth);
  const at = (iteration: number, theta: Float64Array): State => ({ iteration, time: iteration, theta });

  /** New f and b of what arrived, with what the two ends do. */
  const settle = (arrived: Float64Array, returned: Float64Array, f: Float64Array, b: Float64Array): void => {
    for (let v = 0; v < nodes; v++) {
      f[v] = (passage[v] as number) * (arrived[v] as number);
      b[v] = (passage[v] as number) * (returned[v] as number);
    }
    f[sink] = 0;
    b[source] = 0;
    f[source] = order.forward;
    b[sink] = order.backward;
  };

  const step = (from: Float64Array): Float64Array => {
    const theta = from.slice();
    const p = from.subarray(0, edges);
    const f = from.subarray(edges, edges + nodes);
    const b = from.subarray(edges + nodes, edges + 2 * nodes);
    const weights = { out: new Float64Array(edges), back: new Float64Array(edges) };
    fillWeights(math, rule, graph, p, from[from.length - 1] as number, weights);
    const { out, back } = weights;
    const leaving = new Float64Array(nodes);
    const entering = new Float64Array(nodes);
    for (let e = 0; e < edges; e++) {
      const [u, v] = [graph.tails[e] as number, graph.heads[e] as number];
      leaving[u] = (leaving[u] as number) + (out[e] as number);
      entering[v] = (entering[v] as number) + (back[e] as number);
    }
    const perOut = leaving.map((sum, u) => quotient(f[u] as number, sum));
    const perBack = entering.map((sum, v) => quotient(b[v] as number, sum));
    const arrived = new Float64Array(nodes);
    const returned = new Float64Array(nodes);
    for (let e = 0; e < edges; e++) {
      const [u, v] = [graph.tails[e] as number, graph.heads[e] as number];
      const onwards = (out[e] as number) * (perOut[u] as number);
      const home = (back[e] as number) * (perBack[v] as number);
      theta[e] = left * ((p[e] as number) + onwards + home);
      arrived[v] = (arrived[v] as number) + onwards;
      returned[u] = (returned[u] as number) + home;
    }
    settle(arrived, returned, theta.subarray(edges, edges + nodes), theta.subarray(edges + nodes, edges + 2 * nodes));
    theta[theta.length - 1] = (from[from.length - 1] as number) / growth;
    return theta;
  };

  /** Steps of the linear rule in place; `look` sees the state before each step and says whether to go on. */
  const linearSteps = (theta: Float64Array, steps: number, look: () => boolean): number => {
    const f = theta.subarray(edges, edges + nodes);
    const b = theta.subarray(edges + nodes, edges + 2 * nodes);
    const arrived = new Float64Array(nodes);
    const returned = new Float64Array(nodes);
    // What an edge touches at a node stands together: flow over Σ g, the flow that the step brings, and the next Σ g.
    const atTail = new Float64Array(3 * nodes);
    const atHead = new Float64Array(3 * nodes);
    const tails = graph.tails.map((u) => 3 * u);
    const heads = graph.heads.map((v) => 3 * v);
    for (let e = 0; e < edges; e++) {
      const [u, v] = [(tails[e] as number) + 2, (heads[e] as number) + 2];
      atTail[u] = (atTail[u] as number) + (theta[e] as number);
      atHead[v] = (atHead[v] as number) + (theta[e] as number);
    }
    for (let taken = 0; taken < steps; taken++) {
      if (!look()) return taken;
      for (let v = 0, k = 0; v < nodes; v++, k += 3) {
        atTail[k] = quotient(f[v] as number, atTail[k + 2] as number);
        atHead[k] = quotient(b[v] as number, atHead[k + 2] as number);
        atTail[k + 1] = 0;
        atTail[k + 2] = 0;
        atHead[k + 1] = 0;
        atHead[k + 2] = 0;
      }
      linearPass(left, theta, tails, heads, atTail, atHead);
      for (let v = 0; v < nodes; v++) {
        arrived[v] = atHead[3 * v + 1] as number;
        returned[v] = atTail[3 * v + 1] as number;
      }
      settle(arrived, returned, f, b);
      theta[theta.length - 1] = (theta[theta.length - 1] as number) / growth;
    }
    return steps;
  };

  /** The same by the kernel, in engine memory: nothing is copied between steps. */
  const kernelSteps = (theta: Float64Array, steps: number, look: (now: Float64Array) => boolean): number => {
    const flow = engine.flow.open(graph, order);
    try {
      const arena = engine.arena(8 * theta.length);
      try {
        const now = arena.float64(theta.length);
        now.set(theta);
        let taken = 0;
        for (; taken < steps && look(now); taken++) flow.advance(now, 1);
        theta.set(now);
        return taken;
      } finally {
        arena.free();
      }
    } finally {
      flow.close();
    }
  };

  const otherSteps = (theta: Float64Array, steps: number, look: () => boolean): number => {
    for (let taken = 0; taken < steps; taken++) {
      if (!look()) return taken;
      theta.set(step(theta));
    }
    return steps;
  };

  return {
    name: `reinforced flow, ${rule.kind} rule`,
    reference: charikar2021,
    init: ({ start }) => at(0, start.slice()),
    step: (_problem, { iteration, theta }) => at(iteration + 1, step(theta)),
    advance({ objective }, state, steps, stop) {
      const theta = state.theta.slice();
      let rise = Number.NEGATIVE_INFINITY;
      if (steps === 0) return { state: at(state.iteration, theta), end: "steps", rise };
      let end: "steps" | "reached" | "not finite" = "steps";
      let last = Number.NaN;
      let seen = 0;
      const see = (now: Float64Array = theta): boolean => {
        const value = objective.value(now);
        if (seen > 0) rise = Number.isFinite(value) ? Math.max(rise, value - last) : Number.POSITIVE_INFINITY;
        seen += 1;
        last = value;
        if (!Number.isFinite(value)) end = "not finite";
        return Number.isFinite(value);
      };
      const look = (now: Float64Array = theta): boolean => {
        if (!see(now)) return false;
        if (last <= stop.value) end = "reached";
        return end === "steps";
      };
      const stepsOf = rule.kind !== "linear" ? otherSteps : edges < large ? linearSteps : kernelSteps;
      const taken = stepsOf(theta, steps, look);
      if (end === "steps") see();
      return { state: at(state.iteration + taken, theta), end, rise };
    },
    save: ({ iteration, theta }) => ({ iteration, tensors: { theta: theta.slice() }, numbers: {} }),
    restore: (checkpoint) => at(checkpoint.iteration, savedTheta(checkpoint).slice()),
  };
}

/** All edges of one linear step, in their order: pheromone in place, flows and next sums into the records of their nodes. */
function linearPass(
  left: number,
  pheromone: Float64Array,
  tails: Uint32Array,
  heads: Uint32Array,
  atTail: Float64Array,
  atHead: Float64Array,
): void {
  for (let e = 0; e < tails.length; e++) {
    const u = tails[e] as number;
    const v = heads[e] as number;
    const level = pheromone[e] as number;
    const onwards = level * (atTail[u] as number);
    const home = level * (atHead[v] as number);
    const next = left * (level + onwards + home);
    pheromone[e] = next;
    atTail[u + 1] = (atTail[u + 1] as number) + home;
    atTail[u + 2] = (atTail[u + 2] as number) + next;
    atHead[v + 1] = (atHead[v + 1] as number) + onwards;
    atHead[v + 2] = (atHead[v + 2] as number) + next;
  }
}

function quotient(flow: number, sum: number): number {
  return sum > 0 ? flow / sum : 0;
}

function check({ graph, rule, source, sink, passage, decay, growth, forward, backward }: FlowOrder): void {
  checkRule(rule);
  for (const [name, node] of [
    ["source", source],
    ["sink", sink],
  ] as const) {
    if (!(Number.isSafeInteger(node) && node >= 0 && node < graph.nodes))
      throw misuse("reinforced flow", `the ${name} must be a node from 0 to ${graph.nodes - 1}`, node);
  }
  if (source === sink) throw misuse("reinforced flow", "source and sink must differ", source);
  if (passage.length !== graph.nodes)
    throw misuse("reinforced flow", `there must be a passage for each of ${graph.nodes} nodes`, passage.length);
  const wrong = passage.findIndex((lambda) => !(lambda > 0 && lambda <= 1));
  if (wrong >= 0) throw misuse(`passage of node ${wrong}`, "it must be above 0 and at most 1", passage[wrong], "passage is 1 − leakage");
  if (!(decay > 0 && decay < 1)) throw misuse("reinforced flow", "the decay factor must lie between 0 and 1", decay, "0.9 is usual");
  if (!(growth >= 1 && Number.isFinite(growth)))
    throw misuse("reinforced flow", "growth must be at least 1", growth, "1 is a constant flow");
  if (!(forward > 0 && Number.isFinite(forward))) throw misuse("reinforced flow", "the forward injection must be positive", forward);
  if (!(backward >= 0 && Number.isFinite(backward)))
    throw misuse("reinforced flow", "the backward injection must be at least 0", backward, "0 is one-way flow");
}
