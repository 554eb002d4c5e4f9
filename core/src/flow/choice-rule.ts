import { type Elementary, misuse } from "@overparam/kernels";
import type { Digraph } from "./digraph.ts";

/**
 * How a walker at a node chooses among the edges there: with probability proportional to a weight of their pheromone.
 *
 * | rule          | weight of level p                                                                                          |
 * |---------------|------------------------------------------------------------------------------------------------------------|
 * | `linear`      | p                                                                                                          |
 * | `power`       | p^α                                                                                                        |
 * | `deneubourg`  | (p + k)², k in the units of p (Deneubourg et al. 1990)                                                      |
 * | `rank`        | distinct levels at the node, from the top: 1 − q, (1 − q) q, (1 − q) q², …, the lowest takes what is left; equal levels share |
 */
export type ChoiceRule =
  | { readonly kind: "linear" }
  | { readonly kind: "power"; readonly alpha: number }
  | { readonly kind: "deneubourg"; readonly k: number }
  | { readonly kind: "rank"; readonly q: number };

/** Weights of all edges for walkers that leave their tails (`out`) and for walkers that come back from their heads (`back`). */
export interface ChoiceWeights {
  readonly out: Float64Array;
  readonly back: Float64Array;
}

/** @throws Misuse for parameters without meaning */
export function checkRule(rule: ChoiceRule): ChoiceRule {
  if (rule.kind === "power" && !(rule.alpha > 0 && Number.isFinite(rule.alpha)))
    throw misuse("choice rule", "the power α must be positive", rule.alpha, "1 is the linear rule");
  if (rule.kind === "deneubourg" && !(rule.k >= 0 && Number.isFinite(rule.k)))
    throw misuse("choice rule", "the offset k must be at least 0", rule.k);
  if (rule.kind === "rank" && !(rule.q > 0 && rule.q < 1)) throw misuse("choice rule", "q must lie between 0 and 1", rule.q, "try 0.01");
  return rule;
}

/**
 * Fills the weights of all edges.
 *
 * @param offset k of the Deneubourg rule now; it shrinks with the scale of a growing flow
 * @param out `back` may be the same array as `out` except for the rank rule, whose weights depend on the node
 */
export function fillWeights(
  math: Elementary,
  rule: ChoiceRule,
  graph: Digraph,
  pheromone: Float64Array,
  offset: number,
  { out, back }: ChoiceWeights,
): void {
  if (rule.kind === "rank") {
    for (let u = 0; u < graph.nodes; u++) {
      rankWeights(rule.q, range(graph.rows[u] as number, graph.rows[u + 1] as number), pheromone, out);
      rankWeights(rule.q, graph.into.subarray(graph.columns[u], graph.columns[u + 1]), pheromone, back);
    }
    return;
  }
  pointwise(math, rule, pheromone, offset, out);
  if (back !== out) back.set(out);
}

/** Weights of some edges at one node, in their order; the same bits as {@link fillWeights}. */
export function weightsOf(
  math: Elementary,
  rule: ChoiceRule,
  edges: ArrayLike<number>,
  pheromone: Float64Array,
  offset: number,
  scratch: Float64Array,
): Float64Array {
  if (rule.kind === "rank") {
    rankWeights(rule.q, edges, pheromone, scratch);
    return Float64Array.from({ length: edges.length }, (_, i) => scratch[edges[i] as number] as number);
  }
  const levels = Float64Array.from({ length: edges.length }, (_, i) => pheromone[edges[i] as number] as number);
  pointwise(math, rule, levels, offset, levels);
  return levels;
}

function pointwise(
  math: Elementary,
  rule: Exclude<ChoiceRule, { readonly kind: "rank" }>,
  levels: Float64Array,
  offset: number,
  out: Float64Array,
): void {
  if (rule.kind === "linear") {
    if (out !== levels) out.set(levels);
  } else if (rule.kind === "deneubourg") {
    for (let e = 0; e < levels.length; e++) {
      const raised = (levels[e] as number) + offset;
      out[e] = raised * raised;
    }
  } else if (rule.alpha === 2) {
    for (let e = 0; e < levels.length; e++) out[e] = (levels[e] as number) * (levels[e] as number);
  } else if (rule.alpha === 0.5) {
    for (let e = 0; e < levels.length; e++) out[e] = Math.sqrt(levels[e] as number);
  } else {
    math.each("log", levels, out);
    for (let e = 0; e < out.length; e++) out[e] = rule.alpha * (out[e] as number);
    math.each("exp", out, out);
  }
}

function rankWeights(q: number, edges: ArrayLike<number>, pheromone: Float64Array, out: Float64Array): void {
  const level = (i: number): number => pheromone[edges[i] as number] as number;
  const ranked = Array.from({ length: edges.length }, (_, i) => i).sort((a, b) => level(b) - level(a) || a - b);
  let left = 1;
  for (let at = 0; at < ranked.length; ) {
    let end = at + 1;
    while (end < ranked.length && level(ranked[end] as number) === level(ranked[at] as number)) end += 1;
    const whole = end === ranked.length ? left : (1 - q) * left;
    for (let i = at; i < end; i++) out[edges[ranked[i] as number] as number] = whole / (end - at);
    left *= q;
    at = end;
  }
}

function range(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, i) => from + i);
}
