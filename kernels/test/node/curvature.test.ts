import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SmoothActivation, smoothParameterCount } from "../../src/curvature.ts";
import type { Elementary } from "../../src/elementary.ts";
import type { Engine } from "../../src/engine.ts";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import type { Samples } from "../../src/sampled.ts";
import { distance, dot } from "../support/derivative.ts";
import { uniforms } from "../support/random.ts";

const activations: readonly SmoothActivation[] = ["tanh", "sigmoid", "softplus", "erf", "gelu", "quadratic"];

/** n, d, m: 1, primes, whole vectors and blocks give or take one. */
const sizes = [
  [1, 1, 1],
  [7, 2, 3],
  [33, 3, 8],
  [255, 1, 9],
  [256, 2, 7],
  [257, 5, 4],
  [600, 2, 17],
  [5, 9, 2],
] as const;

/** σ, σ' and σ'' as textbooks write them. */
function derivatives(math: Elementary, activation: SmoothActivation, z: number): [number, number, number] {
  const density = math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const normal = (1 + math.erf(z / Math.SQRT2)) / 2;
  const s = 1 / (1 + math.exp(-z));
  const t = math.tanh(z);
  const bell = (2 / Math.sqrt(Math.PI)) * math.exp(-z * z);
  switch (activation) {
    case "tanh":
      return [t, 1 - t * t, -2 * t * (1 - t * t)];
    case "sigmoid":
      return [s, s * (1 - s), s * (1 - s) * (1 - 2 * s)];
    case "softplus":
      return [math.log(1 + math.exp(z)), s, s * (1 - s)];
    case "erf":
      return [math.erf(z), bell, -2 * z * bell];
    case "gelu":
      return [z * normal, normal + z * density, (2 - z * z) * density];
    case "quadratic":
      return [z * z, 2 * z, 2];
  }
}

/** Value, gradient and Hessian by their definition, one sample and one pair of parameters at a time. */
function naive(math: Elementary, activation: SmoothActivation, m: number, d: number, theta: Float64Array, { x, y }: Samples) {
  const p = m * (d + 2) + 1;
  const gradient = new Float64Array(p);
  const hessian = new Float64Array(p * p);
  const at = (array: Float64Array, i: number) => array[i] as number;
  let value = 0;
  y.forEach((target, i) => {
    const slope = new Float64Array(p);
    const bend = new Float64Array(p * p);
    let f = at(theta, p - 1);
    slope[p - 1] = 1;
    for (let j = 0; j < m; j++) {
      const inputs = [...x.subarray(i * d, i * d + d), 1];
      const places = [...inputs.keys()].map((l) => (l < d ? j * d + l : m * d + j));
      const z = inputs.reduce((sum, entry, l) => sum + entry * at(theta, places[l] as number), 0);
      const a = m * d + m + j;
      const [s0, s1, s2] = derivatives(math, activation, z);
      f += at(theta, a) * s0;
      slope[a] = s0;
      places.forEach((row, l) => {
        const xl = inputs[l] as number;
        slope[row] = at(theta, a) * s1 * xl;
        bend[row * p + a] = bend[a * p + row] = s1 * xl;
        places.forEach((column, k) => {
          bend[row * p + column] = at(theta, a) * s2 * xl * (inputs[k] as number);
        });
      });
    }
    const r = f - target;
    value += (r * r) / (2 * y.length);
    for (let u = 0; u < p; u++) {
      gradient[u] = at(gradient, u) + (r * at(slope, u)) / y.length;
      for (let v = 0; v < p; v++) {
        hessian[u * p + v] = at(hessian, u * p + v) + (at(slope, u) * at(slope, v) + r * at(bend, u * p + v)) / y.length;
      }
    }
  });
  return { value, gradient, hessian };
}

describe.each(availableBackends())("curvature of smooth networks on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });

  describe.each(activations)("%s", (activation) => {
    it("is the definition, value, gradient and Hessian, at awkward sizes", () => {
      for (const [n, d, m] of sizes) {
        const random = uniforms(n + 1000 * d + 1_000_000 * m);
        const network = { activation, students: m, inputs: d };
        const data = { x: random.array(n * d), y: random.array(n) };
        const theta = random.array(smoothParameterCount(network)).map((entry) => 2 * entry);
        const problem = engine.curvature.open(network, data);
        const wanted = naive(engine.math, activation, m, d, theta, data);
        const gradient = new Float64Array(problem.size);
        const hessian = new Float64Array(problem.size ** 2);
        const label = `n=${n} d=${d} m=${m}`;
        const value = problem.hessian(theta, hessian);
        expect(Math.abs(value / wanted.value - 1), label).toBeLessThan(1e-12);
        expect(problem.value(theta), label).toBe(value);
        expect(problem.gradient(theta, gradient), label).toBe(value);
        expect(distance(gradient, wanted.gradient), label).toBeLessThan(1e-12);
        expect(distance(hessian, wanted.hessian), label).toBeLessThan(1e-12);
        const { size } = problem;
        expect(hessian.every((entry, k) => entry === hessian[(k % size) * size + Math.floor(k / size)])).toBe(true);
        problem.close();
      }
    });

    it("is what the gradient changes by", () => {
      const random = uniforms(3);
      const network = { activation, students: 5, inputs: 3 };
      const problem = engine.curvature.open(network, { x: random.array(120), y: random.array(40) });
      const theta = random.array(problem.size);
      const direction = random.array(problem.size);
      const hessian = new Float64Array(problem.size ** 2);
      problem.hessian(theta, hessian);
      const product = theta.map((_, i) => dot(hessian.subarray(i * problem.size, (i + 1) * problem.size), direction));
      const gradientAt = (t: number) => {
        const out = new Float64Array(problem.size);
        problem.gradient(
          theta.map((entry, i) => entry + t * (direction[i] as number)),
          out,
        );
        return out;
      };
      const h = 1e-5;
      const below = gradientAt(-h);
      const change = gradientAt(h).map((entry, i) => (entry - (below[i] as number)) / (2 * h));
      expect(distance(change, product)).toBeLessThan(1e-8);
      problem.close();
    });
  });

  it("says its bytes before, and refuses what is wrong in one sentence", () => {
    const network = { activation: "softplus", students: 10, inputs: 2 } as const;
    expect(engine.curvature.plan(network, 100)).toBeGreaterThan(8 * 41 * 41);
    expect(engine.curvature.plan({ ...network, students: 1e9 }, 100)).toBeGreaterThan(1e18);
    const open = (change: object, x = 4, y = 2) =>
      engine.curvature.open({ ...network, ...change }, { x: new Float64Array(x), y: new Float64Array(y) });
    expect(() => open({ activation: "relu" })).toThrow("activation must be one of tanh, sigmoid");
    expect(() => open({ students: 0 })).toThrow("students must be a whole number");
    expect(() => open({}, 5)).toThrow("x must have 4 entries; got 5");
    expect(() => open({ students: 1e9 })).toThrow("more memory than the engine's limit");
    const problem = open({});
    expect(() => problem.hessian(new Float64Array(41), new Float64Array(41))).toThrow("out must have 1681 entries");
    problem.close();
    expect(() => problem.value(new Float64Array(41))).toThrow("has been closed");
  });
});
