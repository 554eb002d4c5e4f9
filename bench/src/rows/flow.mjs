import { digraph, flowStart } from "@overparam/core";
import { timed } from "../measure.mjs";
import { uniforms } from "../numbers.mjs";

/** Steps of the ants' flow on a large random graph, both ways, linear rule. */
export const flowRows = [1, 2].map((threads) => ({
  name: `flow on a graph, 100 000 nodes and 1 000 000 edges, scipy.sparse, ${threads === 1 ? "1 thread" : "2 threads of ours"}`,
  peers: true,
  asked: 5,
  sense: "at least",
  unit: "×",
  compare: "speedup",
  async open(context) {
    const engine = await context.engine(threads);
    const [nodes, edges] = [100_000, 1_000_000];
    const graph = digraph(nodes, randomPairs(nodes, edges));
    const pheromone = uniforms("pheromone", edges, 0.5, 1.5);
    const passage = uniforms("passage", nodes, 0.9, 1);
    const rates = { source: 0, sink: nodes - 1, passage, decay: 0.9, growth: 1, forward: 1, backward: 1 };
    const start = flowStart({ graph, rule: { kind: "linear" }, ...rates }, pheromone);
    const problem = engine.flow.open(graph, rates);
    const peer = context.peer();
    const sizes = { nodes, decay: rates.decay, source: rates.source, sink: rates.sink };
    await peer.open("in_scipy.ReinforcedFlow", sizes, {
      pheromone,
      passage,
      rows: Float64Array.from(graph.rows),
      heads: Float64Array.from(graph.heads),
    });
    const theta = start.slice();
    return {
      ours: timed((repeats) => problem.advance(theta, repeats)),
      theirs: (repeats) => peer.run(repeats),
      async numbers() {
        theta.set(start);
        problem.advance(theta, 1);
        await peer.open("in_scipy.ReinforcedFlow", sizes, {
          pheromone,
          passage,
          rows: Float64Array.from(graph.rows),
          heads: Float64Array.from(graph.heads),
        });
        await peer.run(1);
        return [theta.subarray(0, edges + 2 * nodes), await peer.result()];
      },
      close: () => problem.close(),
    };
  },
}));

/** Different edges between different nodes, each pair as likely as any other. */
function randomPairs(nodes, edges) {
  const pairs = new Uint32Array(2 * edges);
  const known = new Set();
  const draws = uniforms("edges", 4 * edges, 0, nodes);
  for (let e = 0, draw = 0; e < edges; draw += 2) {
    const [tail, head] = [Math.floor(draws[draw]), Math.floor(draws[draw + 1])];
    const key = tail * nodes + head;
    if (tail === head || known.has(key)) continue;
    known.add(key);
    pairs[2 * e] = tail;
    pairs[2 * e + 1] = head;
    e += 1;
  }
  return pairs;
}
