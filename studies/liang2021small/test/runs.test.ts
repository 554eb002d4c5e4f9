import { resolveConfig, rootKey, type Sample, startSolve } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { leastSubgradient } from "../algorithm/kinks.ts";
import type { Config } from "../config.ts";
import study from "../index.ts";
import { birth } from "../observables/birth.ts";
import { certificateOf, coefficients, type LiangProblem, outputsOf } from "../problem.ts";

const engine = await loadEngine();
const begin = (change: Partial<Config>, seed = 1, assets = new Map()) =>
  study.setup(resolveConfig(study, change), { engine, key: rootKey(study.id, seed), assets });
const run = (change: Partial<Config>, seed = 1) => {
  const setup = begin(change, seed);
  const solve = startSolve(setup, engine, study.observables);
  const samples: Sample[] = [];
  while (solve.outcome === undefined) samples.push(...solve.advance(100_000));
  return { problem: setup.problem as LiangProblem, theta: solve.state.theta, last: samples.at(-1) as Sample };
};

describe("descent with insertion", () => {
  it("is certified on the circle with four neurons, stationary on kinks where no gradient vanishes", { timeout: 60_000 }, () => {
    const { last, theta, problem } = run({ samples: 40, lambda: 0.03, students: 8, steps: 12_000, recordsPerDecade: 1 });
    expect((last.values["progress"] as number[])[3]).toBeGreaterThan(0);
    expect((last.values["certificate"] as number[])[0]).toBeLessThanOrEqual(1 + 1e-9);
    expect(last.values["stationarity"] as number).toBeLessThan(1e-6);
    const gradient = new Float64Array(theta.length);
    problem.objective.gradient(theta, gradient);
    const subgradient = leastSubgradient(engine, problem, theta).norm;
    expect(subgradient).toBeLessThanOrEqual(Math.hypot(...gradient) + 1e-12);
  });

  it("keeps the zero network where λ is above every correlation", () => {
    const { last } = run({ lambda: 0.3, steps: 50 });
    expect(last.values["loss"]).toBeCloseTo(Math.LN2, 14);
    expect(last.values["neurons"]).toEqual([0, 0, 1, 0]);
    expect((last.values["certificate"] as number[])[0]).toBeLessThan(1);
  });
});

describe("what is measured", () => {
  it("g is minus the derivative of the loss in the mass of a new neuron, for a patch network too", () => {
    for (const data of ["circle", "patches"] as const) {
      const { problem, theta } = run({ data, samples: 20, steps: 200, step: 0.1, recordsPerDecade: 1 });
      const { value, sign, at } = certificateOf(engine, problem, theta);
      const c = coefficients(engine, problem, theta);
      let g = 0;
      c.forEach((weight, r) => {
        g += weight * Math.max(0, problem.train.rows[2 * r] * at[0] + problem.train.rows[2 * r + 1] * at[1]);
      });
      expect(sign * g).toBeCloseTo(value, 12);
      const moment = { problem, state: { iteration: 0, time: 0, theta }, value: 0, gradient: theta, rise: 0, engine };
      const [down, up] = birth.measure(moment) as Float64Array;
      // To leading order 1 ∓ G/λ; e² times the curvature of the loss is left.
      expect(down).toBeCloseTo(1 - value / problem.lambda, 1);
      expect(up).toBeCloseTo(1 + value / problem.lambda, 1);
    }
  });

  it("outputs are those of the engine's network", () => {
    const { problem, theta } = run({ samples: 30, steps: 100, recordsPerDecade: 1 });
    const sampled = engine.sampled.open(problem.network, { x: problem.train.rows, y: problem.train.y });
    const out = new Float64Array(30);
    sampled.forward(theta, out);
    outputsOf(problem, theta, problem.train).forEach((f, i) => expect(f).toBeCloseTo(out[i], 13));
    sampled.close();
  });
});

describe("files", () => {
  const file = (y: number[], d = 5) => {
    const x = Float64Array.from({ length: y.length * d }, (_, k) => Math.sin(k * k + 1));
    return new Map([["sha256:x", { x: { shape: [y.length, d], data: x }, y: { shape: [y.length], data: Float64Array.from(y) } }]]);
  };

  it("give two classes, projected to a span in which the certificate is enumerated, and hold every fourth sample out", () => {
    const y = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 7 : 2));
    const { problem, facts } = begin({ inputs: "sha256:x", principal: 2 }, 1, file(y));
    const { train, test, enumerable } = problem as LiangProblem;
    expect([train.y.length, test.y.length, train.inputs, enumerable]).toEqual([30, 10, 2, true]);
    expect(train.y[0]).toBe(1);
    expect(facts["rank"]).toBe(2);
    const { problem: whole } = begin({ inputs: "sha256:x", principal: 0 }, 1, file(y));
    expect((whole as LiangProblem).enumerable).toBe(false);
    expect(certificateOf(engine, whole as LiangProblem, whole.start).value).toBeGreaterThan(0);
  });

  it("are refused without exactly two kinds of labels", () => {
    expect(() => begin({ inputs: "sha256:x" }, 1, file([1, 2, 3, 1]))).toThrow(/two values; got .*3 values/);
    expect(() => begin({ inputs: "sha256:x" }, 1, file([1, 1]))).toThrow(/two values/);
  });
});
