import {
  type ChoiceRule,
  type Context,
  flowStart,
  fold,
  type FlowOrder,
  logSpaced,
  reinforcedFlow,
  type Setup,
  uniform,
} from "@overparam/core";
import type { Config } from "./config.ts";
import { posed } from "./graph/posed.ts";
import type { Drawn } from "./graph/drawn.ts";
import { firstEdges, onPathA } from "./graph/two-paths.ts";
import { offTarget } from "./off-target.ts";
import type { AntProblem } from "./problem.ts";
import { deathRate } from "./theory/death-rate.ts";
import { pathWeight } from "./theory/weight.ts";

/** Nodes of a path that are told as a fact. */
const longestTold = 64;

/**
 * Sets up a run of the paper: a graph, the path that is predicted to remain, the flow.
 *
 * @throws Misuse for graphs without a path, settings under which all paths tie, unusable files
 */
export function setup(config: Config, context: Context): Setup<AntProblem> {
  const { math } = context.engine;
  const { drawn, target } = posed(config, context);
  const { graph, source, sink, passage } = drawn;
  const order: FlowOrder = {
    graph,
    rule: ruleOf(config),
    source,
    sink,
    passage,
    decay: config.decay,
    growth: config.growth,
    forward: config.forward,
    backward: config.backward,
  };
  return {
    problem: { objective: offTarget(order, target, math), start: flowStart(order, pheromoneOf(config, drawn, context)), order, target },
    dynamics: reinforcedFlow(order, context.engine),
    schedule: logSpaced({ last: config.steps, perDecade: config.recordsPerDecade, dense: 10 }),
    stopAt: config.stopShare,
    facts: {
      graph: config.file === undefined ? config.graph : "file",
      nodes: graph.nodes,
      edges: graph.edges,
      target: target.nodes.slice(0, longestTold),
      targetEdges: target.edges.length,
      fewestEdges: target.fewest,
      logWeight: target.weight,
      gap: Number.isFinite(target.gap) ? target.gap : -1,
      ...(config.file === undefined && config.graph === "two-path" ? twoPathFacts(config) : {}),
    },
  };
}

function ruleOf({ rule, alpha, offset, rankPart }: Config): ChoiceRule {
  switch (rule) {
    case "linear":
      return { kind: "linear" };
    case "power":
      return { kind: "power", alpha };
    case "deneubourg":
      return { kind: "deneubourg", k: offset };
    case "rank":
      return { kind: "rank", q: rankPart };
  }
}

function pheromoneOf(config: Config, { graph, pheromone }: Drawn, { key }: Context): Float64Array {
  if (config.start === "even" && pheromone !== undefined) return pheromone;
  if (config.start === "random") {
    const out = new Float64Array(graph.edges);
    uniform(fold(key, "pheromone"), out);
    return out.map((draw) => 0.1 + 1.8 * draw);
  }
  if (config.start === "lead" && config.file === undefined && config.graph === "two-path") {
    return Float64Array.from(graph.tails, (u, e) => 2 * (onPathA(config, u, graph.heads[e] as number) ? config.lead : 1 - config.lead));
  }
  return new Float64Array(graph.edges).fill(1);
}

function twoPathFacts(config: Config) {
  const { edgesA, edgesB, passageA, passageB, growth, decay, forward, backward } = config;
  const muA = pathWeight(edgesA, passageA, growth);
  const muB = pathWeight(edgesB, passageB, growth);
  const aLoses = muA < muB;
  const rate =
    muA === muB
      ? undefined
      : deathRate({
          edges1: aLoses ? edgesA : edgesB,
          mu1: aLoses ? muA : muB,
          mu2: aLoses ? muB : muA,
          decay,
          growth,
          forward,
          backward,
        });
  const { a, b } = firstEdges(config);
  return {
    muA,
    muB,
    /** Places of the two paths among the shares at the source. */
    shareA: a,
    shareB: b,
    loser: muA === muB ? "none" : aLoses ? "A" : "B",
    ...(rate === undefined || backward === 0 ? {} : { deathRate: rate.rho, deathRateRounding: rate.rounding }),
  };
}
