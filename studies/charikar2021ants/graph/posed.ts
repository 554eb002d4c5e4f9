import { type Context, fold, type Key, misuse, uniform } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Drawn } from "./drawn.ts";
import { graphFromAsset } from "./from-asset.ts";
import { drawGraph, withShortest } from "./random.ts";
import { type Target, targetOf } from "./target.ts";
import { twoPaths } from "./two-paths.ts";

/** Graphs that are drawn before it is called hopeless. */
const attempts = 200;

/**
 * The graph that a config asks for, with the path that is predicted to remain.
 *
 * Drawn graphs without a path, or whose best path is not better than the next by `leastGap`, are drawn again. With growth or equal leakage, where lengths
 * decide, a shortest path is planted as in the authors' simulations.
 *
 * @throws Misuse for a graph without a path, or settings under which all paths tie
 */
export function posed(config: Config, { engine, key, assets }: Context): { readonly drawn: Drawn; readonly target: Target } {
  const { math } = engine;
  if (config.file !== undefined || config.graph === "two-path") {
    const drawn =
      config.file === undefined
        ? twoPaths(config)
        : graphFromAsset(config, assets, (nodes) => passageOf(config, nodes, 0, nodes - 1, fold(key, "passage")));
    const target = targetOf(drawn, config.growth, math);
    if (target === undefined) {
      throw misuse(
        config.file === undefined ? "charikar2021ants" : "graph file",
        "a path must lead from source to sink",
        `none from node ${drawn.source} to node ${drawn.sink}`,
        "look at the directions of the edges, or set source and sink",
      );
    }
    return { drawn, target };
  }
  if (config.leakage === 0 && config.growth === 1) {
    throw misuse(
      "charikar2021ants",
      "without leakage and growth all paths of a drawn graph tie",
      "leakage = 0 and growth = 1",
      "set leakage above 0 or growth above 1",
    );
  }
  const lengthsDecide = config.leakage === 0 || config.equalLeakage;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const own = fold(fold(key, "graph"), attempt);
    const bare = drawGraph(config, own);
    const pose = (graph: Drawn["graph"]): Drawn => ({
      graph,
      source: 0,
      sink: graph.nodes - 1,
      passage: passageOf(config, graph.nodes, 0, graph.nodes - 1, fold(own, "passage")),
    });
    const first = targetOf(pose(bare), config.growth, math);
    if (first === undefined) continue;
    const drawn = lengthsDecide && first.fewest > 1 ? pose(withShortest(bare, first.fewest - 1, own)) : pose(bare);
    const target = drawn.graph === bare ? first : targetOf(drawn, config.growth, math);
    if (target !== undefined && target.gap >= config.leastGap) return { drawn, target };
  }
  throw misuse(
    "charikar2021ants",
    `a graph with a path that is better than the next by ${config.leastGap} must be among ${attempts} drawn ones`,
    "none",
    "raise probability or leakage, or lower leastGap",
  );
}

function passageOf(config: Config, nodes: number, source: number, sink: number, key: Key): Float64Array {
  const draws = new Float64Array(nodes);
  uniform(key, draws);
  return draws.map((draw, v) => (v === source || v === sink ? 1 : 1 - config.leakage * (config.equalLeakage ? 1 : draw)));
}
