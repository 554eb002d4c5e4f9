import { digraph, flowStart, type FlowOrder, misuse, reinforcedFlow } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { claims } from "../claims/index.ts";
import { twoPaths } from "../graph/two-paths.ts";
import { targetOf } from "../graph/target.ts";
import { fact, shareOf } from "../reduce.ts";
import { onTwoPaths } from "../settings.ts";
import { coexistence } from "../theory/coexistence.ts";
import { crossover } from "../theory/crossover.ts";
import { deathRate } from "../theory/death-rate.ts";
import { resolveConfig } from "@overparam/core";
import study from "../index.ts";
import { runOf } from "./support/run-of.ts";

const engine = await loadEngine();
const config = resolveConfig(study, {});

describe("the flow", () => {
  it("does one step by hand on two edges and a way round", () => {
    // 0 → 1 → 2 and 0 → 2; p = 1 everywhere, F = 1, B = 0.5, D = 0.5, passage of node 1 is 0.8.
    const order: FlowOrder = {
      graph: digraph(3, [0, 1, 1, 2, 0, 2]),
      rule: { kind: "linear" },
      source: 0,
      sink: 2,
      passage: Float64Array.of(1, 0.8, 1),
      decay: 0.5,
      growth: 1,
      forward: 1,
      backward: 0.5,
    };
    const start = flowStart(order, Float64Array.of(1, 1, 1));
    const problem = { objective: { layout: { blocks: [], size: 0 }, value: () => 1, floor: () => 0, close: () => undefined }, start };
    const dynamics = reinforcedFlow(order, engine);
    const one = dynamics.step(problem, dynamics.init(problem, { words: [0, 0] }));
    // Edges by tail and head: 0→1, 0→2, 1→2.
    expect(Array.from(one.theta)).toEqual([0.5 * 1.5, 0.5 * 1.75, 0.5 * 1.25, 1, 0.8 * 0.5, 0, 0, 0.8 * 0.25, 0.5, 0]);
  });

  it.each(["wasm", engine.backend] as const)("takes the same steps on a large graph by the kernel, bit for bit (%s)", async (backend) => {
    const own = await loadEngine({ backend });
    try {
      const nodes = 2000;
      // Round a circle by seven lengths: 14 000 edges.
      const pairs = Array.from({ length: nodes }, (_, u) => [1, 2, 3, 50, 333, 1000, 1999].flatMap((by) => [u, (u + by) % nodes])).flat();
      const graph = digraph(nodes, pairs);
      const order: FlowOrder = {
        graph,
        rule: { kind: "linear" },
        source: 3,
        sink: 1700,
        passage: Float64Array.from({ length: nodes }, (_, v) => 0.9 + 0.05 * Math.sqrt((v % 17) / 17)),
        decay: 0.9,
        growth: 1.01,
        forward: 1,
        backward: 0.5,
      };
      const start = flowStart(
        order,
        Float64Array.from({ length: graph.edges }, (_, e) => 1 + (e % 13) / 7),
      );
      const layout = { blocks: [], size: 0 };
      const value = (theta: Float64Array): number => theta.subarray(0, graph.edges).reduce((sum, p) => Math.max(sum, p), 0);
      const problem = { objective: { layout, value, floor: () => 0, close: () => undefined }, start };
      const dynamics = reinforcedFlow(order, own);
      let state = dynamics.init(problem, { words: [0, 0] });
      const values = [value(state.theta)];
      const whole = dynamics.advance(problem, state, 6, { value: Number.NEGATIVE_INFINITY });
      for (let k = 0; k < 6; k++) {
        state = dynamics.step(problem, state);
        values.push(value(state.theta));
      }
      expect(whole.state).toEqual(state);
      expect(whole.end).toBe("steps");
      expect(whole.rise).toBe(Math.max(...values.slice(1).map((now, k) => now - (values[k] as number))));
      const cut = dynamics.advance(problem, dynamics.init(problem, { words: [0, 0] }), 6, { value: values[3] as number });
      expect([cut.end, cut.state.iteration]).toEqual(["reached", values.findIndex((now) => now <= (values[3] as number))]);
      expect(own.memory.used).toBe(0);
    } finally {
      own.close();
    }
  });

  it("refuses what has no meaning with one sentence", () => {
    const order = (change: Partial<FlowOrder>): FlowOrder => ({
      graph: digraph(2, [0, 1]),
      rule: { kind: "linear" },
      source: 0,
      sink: 1,
      passage: Float64Array.of(1, 1),
      decay: 0.9,
      growth: 1,
      forward: 1,
      backward: 1,
      ...change,
    });
    for (const [change, sentence] of [
      [{ decay: 1 }, /decay factor must lie between 0 and 1/],
      [{ growth: 0.5 }, /growth must be at least 1/],
      [{ sink: 0 }, /source and sink must differ/],
      [{ sink: 7 }, /the sink must be a node from 0 to 1/],
      [{ passage: Float64Array.of(1, 0) }, /passage of node 1/],
      [{ forward: 0 }, /forward injection must be positive/],
      [{ rule: { kind: "power", alpha: -1 } as const }, /the power α must be positive/],
      [{ rule: { kind: "rank", q: 1 } as const }, /q must lie between 0 and 1/],
    ] as const)
      expect(() => reinforcedFlow(order(change), engine)).toThrow(sentence);
    expect(() => digraph(2, [0, 1, 0, 1])).toThrow(/every edge may be there once/);
    expect(() => digraph(2, [0, 2])).toThrow(/both ends must be nodes from 0 to 1/);
    expect(() => digraph(2, [1, 1])).toThrow(/tail and head must differ/);
    expect(misuse("a", "b").name).toBe("Misuse");
  });

  it("keeps the shares at the source within 1e−13 over 20 000 steps without return flow", () => {
    for (const [seed, lead] of [
      [1, 0.3],
      [2, 0.9],
    ] as const) {
      const record = runOf(engine, {
        config: { backward: 0, passageA: 0.5, start: "lead", lead, stopShare: 0, steps: 20_000, recordsPerDecade: 10 },
        seed,
      });
      for (const sample of record.samples) expect(Math.abs(shareOf(record, sample, "A") - lead)).toBeLessThanOrEqual(1e-13);
    }
  });

  it("has under the linear rule the same shares when decay spares what was just laid: only the scale changes", () => {
    const drawn = twoPaths(config);
    const order: FlowOrder = { ...drawn, rule: { kind: "linear" }, decay: 0.9, growth: 1, forward: 1, backward: 1 };
    const { edges } = drawn.graph;
    const start = flowStart(
      order,
      Float64Array.from({ length: edges }, (_, e) => 1 + e / 10),
    );
    const problem = { objective: { layout: { blocks: [], size: 0 }, value: () => 1, floor: () => 0, close: () => undefined }, start };
    const dynamics = reinforcedFlow(order, engine);
    let [state, other] = [dynamics.init(problem, { words: [0, 0] }), dynamics.init(problem, { words: [0, 0] })];
    other = { ...other, theta: other.theta.map((x, i) => (i < edges ? x / 0.9 : x)) };
    for (let t = 0; t < 200; t++) {
      const before = other.theta;
      state = dynamics.step(problem, state);
      const next = dynamics.step(problem, other);
      other = {
        ...next,
        theta: next.theta.map((x, i) => (i < edges ? 0.9 * (before[i] as number) + (x - 0.9 * (before[i] as number)) / 0.9 : x)),
      };
    }
    for (let e = 0; e < edges; e++) expect((other.theta[e] as number) / (state.theta[e] as number)).toBeCloseTo(1 / 0.9, 12);
  });
});

describe("closed forms", () => {
  it("give the death rate for F = B by the short equation", () => {
    const { rho, rounding } = deathRate({ edges1: 3, mu1: 0.81, mu2: 0.9025, decay: 0.9, growth: 1, forward: 1, backward: 1 });
    expect(Math.abs(rho - (0.9 + (0.1 * (1 + 0.81 / (rho * rho))) / 1.9025))).toBeLessThan(1e-15);
    expect(rounding).toBeLessThan(1e-13);
  });

  it("agree with runs on every setting within 1e−8, in fact within 1e−14", () => {
    const claim = claims.find(({ id }) => id === "death-rate");
    const records = (claim?.ensemble?.(config, 1) ?? []).map((trial) => runOf(engine, trial));
    expect(records.length).toBeGreaterThanOrEqual(10);
    const evidence = claim?.reduce({ records, constructed: [], math: engine.math });
    const values = evidence?.kind === "values" ? evidence.values : [];
    for (const { value } of values) expect(Math.abs(value)).toBeLessThan(1e-14);
  });

  it("put the crossover of the example at 1.06287", () => {
    expect(crossover({ edges: 2, passage: 0.8 }, { edges: 5, passage: 0.99 })).toBeCloseTo((0.99 ** 4 / 0.8) ** (1 / 3), 12);
  });

  it("give equal shares to equal paths where they coexist", () => {
    expect(coexistence(engine.math, 0.5, 0.5, 0.5)).toBe(1);
    expect(coexistence(engine.math, 0, 1, 0.5)).toBeCloseTo(0.5, 14);
  });
});

describe("the target path", () => {
  it("is the best of all simple paths, by trying every one", () => {
    const record = runOf(engine, { config: { graph: "random", nodes: 9, probability: 0.4, cyclic: true, steps: 1, leastGap: 0 }, seed: 5 });
    const setup = study.setup(record.config, { engine, key: { words: [7, 9] }, assets: new Map() });
    const { order, target } = setup.problem;
    const { graph, passage, source, sink } = order;
    let best = Number.POSITIVE_INFINITY;
    const visit = (u: number, cost: number, met: ReadonlySet<number>): void => {
      if (u === sink) {
        best = Math.min(best, cost);
        return;
      }
      for (let e = graph.rows[u] as number; e < (graph.rows[u + 1] as number); e++) {
        const v = graph.heads[e] as number;
        if (!met.has(v)) visit(v, cost + (u === source ? 0 : -Math.log(passage[u] as number)), new Set([...met, v]));
      }
    };
    visit(source, 0, new Set([source]));
    expect(target.weight).toBeCloseTo(best, 12);
  });

  it("knows by how much it is better than the other of two paths", () => {
    const drawn = twoPaths(onTwoPaths(config, { edgesA: 2, edgesB: 5, passageA: 0.8, passageB: 0.99 }));
    const target = targetOf(drawn, 1.1, engine.math);
    const weights = [Math.log(1.1) * 2 - Math.log(0.8), Math.log(1.1) * 5 - 4 * Math.log(0.99)] as const;
    expect(target?.weight).toBeCloseTo(Math.min(...weights), 12);
    expect(target?.gap).toBeCloseTo(Math.abs(weights[0] - weights[1]), 12);
  });
});

describe("settings without a winner", () => {
  it("are refused or told", () => {
    expect(() => runOf(engine, { config: { graph: "grid", leakage: 0 }, seed: 1 })).toThrow(/all paths of a drawn graph tie/);
    expect(() => runOf(engine, { config: { graph: "random", nodes: 10, probability: 0 }, seed: 1 })).toThrow(/among 200 drawn ones/);
    expect(() => runOf(engine, { config: { edgesA: 1, edgesB: 1 }, seed: 1 })).toThrow(/two paths of one edge each are one edge/);
    const tied = runOf(engine, { config: { passageA: 0.9, passageB: 0.9, steps: 10 }, seed: 1 });
    expect(fact(tied, "gap")).toBeLessThan(1e-9);
    const claim = claims.find(({ id }) => id === "general-graphs");
    expect(claim?.assumes.find(({ id }) => id === "unique-optimum")?.check(tied).met).toBe(false);
  });

  it("of a file are told by the file's name for them", () => {
    const edges = (pairs: readonly number[]) =>
      new Map([["sha256:g", { edges: { shape: [pairs.length / 2, 2], data: Float64Array.from(pairs) } }]]);
    const run = (pairs: readonly number[], change: Readonly<Record<string, unknown>> = {}) =>
      runOf(engine, { config: { file: "sha256:g", steps: 2000, ...change }, seed: 1 }, edges(pairs));
    expect(run([0, 1, 1, 3, 0, 2, 2, 3, 3, 0]).facts["nodes"]).toBe(4);
    expect(() => run([1, 0, 1, 2])).toThrow(/a path must lead from source to sink/);
    expect(() => run([0, 1], { sink: 5 })).toThrow(/it must be a node of the file, from 0 to 1/);
    expect(() => runOf(engine, { config: { file: "sha256:none" }, seed: 1 })).toThrow(/its content was not loaded/);
  });
});
