import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { Misuse } from "../../src/misuse.ts";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import { type SampledNetwork, sampledParameterCount } from "../../src/sampled.ts";
import { distance, dot } from "../support/derivative.ts";
import { uniforms } from "../support/random.ts";

const activations = ["relu", "abs", "tanh", "sigmoid", "softplus", "erf", "gelu", "quadratic"] as const;
const parameterizations = ["plain", "output", "conic"] as const;

describe.each(availableBackends())("tangent kernels on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  const problemOf = (network: SampledNetwork, n: number) => {
    const random = uniforms(n + 1000 * network.students + 1_000_000 * network.inputs);
    return { theta: random.array(sampledParameterCount(network)), x: random.array(n * network.inputs) };
  };

  /** J Jᵀ: with the squared loss of one sample and y = f − 1 the gradient is ∇f. */
  const byDefinition = (network: SampledNetwork, theta: Float64Array, x: Float64Array, n: number) => {
    const d = network.inputs;
    const rows = Array.from({ length: n }, (_, i) => {
      const one = x.slice(i * d, (i + 1) * d);
      const problem = engine.sampled.open(network, { x: one, y: Float64Array.of(0) });
      const f = new Float64Array(1);
      problem.forward(theta, f);
      problem.load({ x: one, y: Float64Array.of((f[0] as number) - 1) });
      const gradient = new Float64Array(problem.size);
      problem.gradient(theta, gradient);
      problem.close();
      return gradient;
    });
    return Float64Array.from({ length: n * n }, (_, k) => dot(rows[Math.floor(k / n)] as Float64Array, rows[k % n] as Float64Array));
  };

  const check = (network: SampledNetwork, n: number) => {
    const { theta, x } = problemOf(network, n);
    const out = new Float64Array(n * n).fill(Number.NaN);
    engine.tangent.gram(network, theta, x, out);
    const what = `${network.activation} ${network.parameterization} n=${n} d=${network.inputs} m=${network.students}`;
    expect(distance(out, byDefinition(network, theta, x, n)), what).toBeLessThan(1e-11);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) expect(out[i * n + j]).toBe(out[j * n + i]);
  };

  it.each(parameterizations)("are J Jᵀ for %s networks, with and without bias, at awkward sizes", (parameterization) => {
    let turn = 0;
    for (const size of [1, 2, 3, 7, 8, 9, 23, 25, 33]) {
      for (const [n, d, m] of [
        [size, 4, 5],
        [6, size, 5],
        [6, 4, size],
      ] as const) {
        for (const activation of activations) {
          turn++;
          const fixed = parameterization !== "output" && turn % 3 === 0 ? { outputWeights: uniforms(turn).array(m) } : {};
          check({ activation, parameterization, students: m, inputs: d, hiddenBias: turn % 2 === 0, ...fixed }, n);
        }
      }
    }
  });

  it("are J Jᵀ where samples and neurons take several tiles", () => {
    check({ activation: "relu", parameterization: "output", students: 261, inputs: 3 }, 259);
    check({ activation: "tanh", parameterization: "conic", students: 513, inputs: 2, hiddenBias: true }, 64);
  });

  it("take the derivative of ‖w‖ at 0 as 0, as the gradient does", () => {
    const network: SampledNetwork = { activation: "softplus", parameterization: "conic", students: 2, inputs: 2 };
    const theta = Float64Array.of(0, 0, 1, -1);
    const x = Float64Array.of(1, 2, 3, -1);
    const out = new Float64Array(4);
    engine.tangent.gram(network, theta, x, out);
    expect(distance(out, byDefinition(network, theta, x, 2))).toBeLessThan(1e-14);
  });

  it("say their bytes and operations first, and refuse what exceeds the engine before computing", () => {
    const network: SampledNetwork = { activation: "relu", parameterization: "output", students: 1000, inputs: 10 };
    const { bytes, operations } = engine.tangent.plan(network, 2000);
    expect(operations).toBeGreaterThan(2 * 2000 ** 2 * 1000);
    expect(operations).toBeLessThan(1.1 * 2 * 2000 ** 2 * 1000);
    expect(bytes).toBeLessThan(20e6);
    expect(engine.tangent.plan({ ...network, students: 2 ** 31 - 1 }, 2 ** 31 - 1).bytes).toBeGreaterThan(1e12);
    const n = 100_000;
    const wide: SampledNetwork = { ...network, inputs: 1 };
    const small = engine.tangent.plan(wide, n).bytes;
    expect(small).toBeGreaterThan(engine.memory.limit * 0.2);
  });

  it("refuse what they cannot do in one sentence", () => {
    const network: SampledNetwork = { activation: "relu", parameterization: "plain", students: 2, inputs: 3 };
    const [theta, x, out] = [new Float64Array(6), new Float64Array(6), new Float64Array(4)];
    expect(() => engine.tangent.gram({ ...network, parameterization: "squared-entry" }, theta, x, out)).toThrow(
      /plain, output and conic networks/,
    );
    expect(() => engine.tangent.gram(network, theta, new Float64Array(7), out)).toThrow(/samples .* must be a whole number/);
    expect(() => engine.tangent.gram(network, new Float64Array(5), x, out)).toThrow(/theta must have 6 entries; got 5/);
    expect(() => engine.tangent.gram(network, theta, x, new Float64Array(3))).toThrow(Misuse);
  });
});
