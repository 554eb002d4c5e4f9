import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import type { FlowGraph, FlowRates } from "../../src/flow.ts";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import { uniforms } from "../support/random.ts";

/** A graph of all nodes' edges: to those at the given distances, round a circle. */
function circle(nodes: number, distances: readonly number[]): FlowGraph {
  const lists = Array.from({ length: nodes }, (_, u) =>
    [...new Set(distances.map((by) => (u + by) % nodes))].filter((v) => v !== u).sort((a, b) => a - b),
  );
  const rows = new Uint32Array(nodes + 1);
  lists.forEach((list, u) => {
    rows[u + 1] = (rows[u] as number) + list.length;
  });
  return { nodes, rows, heads: Uint32Array.from(lists.flat()) };
}

/** The step by its definition, sums over the edges in their order. */
function plainStep({ nodes, rows, heads }: FlowGraph, rates: FlowRates, theta: Float64Array): Float64Array {
  const edges = heads.length;
  const left = rates.decay / rates.growth;
  const tails = Array.from({ length: nodes }, (_, u) => new Array<number>((rows[u + 1] as number) - (rows[u] as number)).fill(u)).flat();
  const [p, f, b] = [theta.subarray(0, edges), theta.subarray(edges, edges + nodes), theta.subarray(edges + nodes, edges + 2 * nodes)];
  const [leaving, entering, arrived, returned] = [0, 1, 2, 3].map(() => new Float64Array(nodes)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const add = (to: Float64Array, at: number, value: number): void => {
    to[at] = (to[at] as number) + value;
  };
  for (let e = 0; e < edges; e++) {
    add(leaving, tails[e] as number, p[e] as number);
    add(entering, heads[e] as number, p[e] as number);
  }
  const quotient = (flow: number, sum: number): number => (sum > 0 ? flow / sum : 0);
  const out = theta.slice();
  for (let e = 0; e < edges; e++) {
    const [u, v] = [tails[e] as number, heads[e] as number];
    const onwards = (p[e] as number) * quotient(f[u] as number, leaving[u] as number);
    const home = (p[e] as number) * quotient(b[v] as number, entering[v] as number);
    out[e] = left * ((p[e] as number) + onwards + home);
    add(arrived, v, onwards);
    add(returned, u, home);
  }
  for (let v = 0; v < nodes; v++) {
    out[edges + v] = ((rates.passage[v] as number) / rates.growth) * (arrived[v] as number);
    out[edges + nodes + v] = ((rates.passage[v] as number) / rates.growth) * (returned[v] as number);
  }
  out[edges + rates.sink] = 0;
  out[edges + nodes + rates.source] = 0;
  out[edges + rates.source] = rates.forward;
  out[edges + nodes + rates.sink] = rates.backward;
  out[out.length - 1] = (theta[theta.length - 1] as number) / rates.growth;
  return out;
}

describe.each(availableBackends())("flows on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  it.each([
    ["one node", circle(1, [])],
    ["two nodes without edges", circle(2, [])],
    ["one edge", { nodes: 2, rows: Uint32Array.of(0, 1, 1), heads: Uint32Array.of(1) }],
    ["nodes that nothing leaves or enters", { nodes: 5, rows: Uint32Array.of(0, 2, 2, 3, 3, 3), heads: Uint32Array.of(2, 4, 4) }],
    ["a cycle", circle(7, [1])],
    ["fewer edges than are fetched ahead", circle(5, [1, 2, 4])],
    ["many edges", circle(300, [1, 2, 5, 17, 101, 298])],
  ] as const)("take the step of the definition bit for bit: %s", (_, graph) => {
    const random = uniforms(graph.nodes + graph.heads.length);
    const edges = graph.heads.length;
    for (const growth of [1, 1.125]) {
      const rates = {
        source: 0,
        sink: graph.nodes - 1,
        passage: random.array(graph.nodes).map((u) => 0.75 + 0.25 * u),
        decay: 0.875,
        growth,
        forward: 1.5,
        backward: growth === 1 ? 0 : 0.5,
      };
      let theta: Float64Array = random.array(edges + 2 * graph.nodes + 1).map(Math.abs);
      // Some levels are 0: a node may have nothing to choose.
      if (edges > 2) theta[1] = 0;
      const problem = engine.flow.open(graph, rates);
      expect(problem.bytes).toBe(engine.flow.plan(graph.nodes, edges));
      const many = theta.slice();
      problem.advance(many, 5);
      for (let k = 0; k < 5; k++) theta = plainStep(graph, rates, theta);
      expect(many).toEqual(theta);
      problem.advance(many, 0);
      expect(many).toEqual(theta);
      problem.close();
    }
  });

  it.each([
    ["heads that ascend", (heads: Uint32Array) => heads],
    ["heads that do not", (heads: Uint32Array) => heads.map((_, e) => heads[e - (e % 11) + 10 - (e % 11)] as number)],
  ] as const)("take the same bits on two threads: %s", async (_, order) => {
    const shared = await loadEngine({ backend, threads: 2 });
    const ascending = circle(20_000, [1, 2, 5, 17, 101, 298, 3001, 7777, 9999, 12_345, 19_000]);
    const graph = { ...ascending, heads: order(ascending.heads) };
    const [edges, random] = [graph.heads.length, uniforms(7)];
    const passage = random.array(graph.nodes).map((u) => 0.75 + 0.25 * u);
    const rates = { source: 3, sink: 19_998, passage, decay: 0.875, growth: 1.125, forward: 1.5, backward: 0.5 };
    let theta: Float64Array = random.array(edges + 2 * graph.nodes + 1).map(Math.abs);
    const many = theta.slice();
    const problem = shared.flow.open(graph, rates);
    expect(problem.bytes).toBe(shared.flow.plan(graph.nodes, edges));
    problem.advance(many, 2);
    problem.advance(many, 1);
    for (let k = 0; k < 3; k++) theta = plainStep(graph, rates, theta);
    expect(Buffer.compare(Buffer.from(many.buffer), Buffer.from(theta.buffer))).toBe(0);
    shared.close();
  });

  it("refuse what is no graph, before anything is followed", () => {
    const rates = { source: 0, sink: 1, passage: Float64Array.of(1, 1), decay: 0.9, growth: 1, forward: 1, backward: 1 };
    const graph = { nodes: 2, rows: Uint32Array.of(0, 1, 1), heads: Uint32Array.of(1) };
    for (const [change, sentence] of [
      [{ rows: Uint32Array.of(0, 1) }, /rows must have 3 entries; got 2/],
      [{ rows: Uint32Array.of(0, 2, 2) }, /rows must run from 0 to the 1 edges/],
      [{ rows: Uint32Array.of(0, 5, 1) }, /rows must not descend/],
      [{ heads: Uint32Array.of(2) }, /heads must be nodes from 0 to 1; got 2/],
      [{ nodes: 0 }, /nodes must be a whole number from 1/],
    ] as const) {
      expect(() => engine.flow.open({ ...graph, ...change }, rates)).toThrow(sentence);
    }
    for (const [change, sentence] of [
      [{ sink: 2 }, /the sink must be a node from 0 to 1; got 2/],
      [{ source: -1 }, /the source must be a node from 0 to 1; got -1/],
      [{ passage: Float64Array.of(1) }, /passage must have 2 entries; got 1/],
      [{ growth: 0 }, /the growth must be positive; got 0/],
    ] as const) {
      expect(() => engine.flow.open(graph, { ...rates, ...change })).toThrow(sentence);
    }
    const problem = engine.flow.open(graph, rates);
    expect(() => problem.advance(new Float64Array(3), 1)).toThrow(/theta must have 6 entries; got 3/);
    expect(() => problem.advance(new Float64Array(6), -1)).toThrow(/steps must be a whole number from 0/);
    problem.close();
    expect(() => problem.advance(new Float64Array(6), 1)).toThrow(/closed/);
    expect(() => engine.flow.open({ nodes: 2 ** 30, rows: new Uint32Array(0), heads: new Uint32Array(0) }, rates)).toThrow(
      /rows must have/,
    );
  });
});
