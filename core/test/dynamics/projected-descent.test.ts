import { describe, expect, it } from "vitest";
import { dynamicsConformance } from "../../src/conformance/dynamics-conformance.ts";
import { objectiveConformance } from "../../src/conformance/objective-conformance.ts";
import { mirroredRegion } from "../../src/dynamics/mirrored-region.ts";
import { projectedDescent } from "../../src/dynamics/projected-descent.ts";
import { unconstrained } from "../../src/dynamics/unconstrained.ts";
import { mirroredStart } from "../../src/network/mirrored-start.ts";
import { sampledObjective } from "../../src/objective/sampled-objective.ts";
import { hiddenJacobian } from "../../src/observe/hidden-jacobian.ts";
import { kktResidual } from "../../src/observe/kkt-residual.ts";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { engines } from "../support/engines.ts";

const frame = { describe, it, expect: expect as never };
const key = rootKey("projected", 1);

describe("a mirrored start", () => {
  it("refuses a width without a mirror image", async () => {
    const [[, engine]] = (await engines()) as [[string, never]];
    for (const m of [0, 1, 7, 2.5])
      expect(() => mirroredStart((engine as { math: never }).math, key, m, 3)).toThrow(/students must be an even number/);
  });
});

describe.each((await engines()).filter(([name]) => name !== "reference"))("constrained descent on %s", (_name, engine) => {
  const n = 12;
  const d = 4;
  const m = 12;
  const x = new Float64Array(n * d);
  normal(engine.math, fold(key, "x"), x);
  const y = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const network = { activation: "tanh", parameterization: "output", students: m, inputs: d } as const;
  const start = mirroredStart(engine.math, fold(key, "start"), m, d, { positive: true });
  const radius = 0.2;
  const open = () => sampledObjective(engine, network, { x, y });
  const region = (sizes: { radius?: number; least?: number } = {}) =>
    mirroredRegion(start, { students: m, inputs: d, radius, least: 0.01, ...sizes });
  const noise = (name: string, size: number): Float64Array => {
    const out = new Float64Array(start.length);
    normal(engine.math, fold(key, name), out);
    return out.map((entry) => entry * size);
  };

  it("starts from a network that is zero, in pairs", () => {
    const outputs = new Float64Array(n);
    const problem = engine.sampled.open(network, { x, y });
    problem.forward(start, outputs);
    problem.close();
    for (const output of outputs) expect(Math.abs(output)).toBeLessThan(1e-15);
    expect(start.slice(0, (m / 2) * d)).toEqual(start.slice((m / 2) * d, m * d));
    for (let j = 0; j < m / 2; j++) {
      expect(start[m * d + j]).toBe(-(start[m * d + m / 2 + j] as number));
      expect(start[m * d + j]).toBeGreaterThan(0);
    }
  });

  it("has a Jacobian that is the derivative of its outputs", () => {
    for (const activation of ["tanh", "sigmoid", "softplus", "quadratic"] as const) {
      const theta = start.map((entry, k) => entry + (noise("jacobian", 0.3)[k] as number));
      const problem = engine.sampled.open({ ...network, activation }, { x, y });
      const jacobian = hiddenJacobian(engine, activation, { directions: theta.subarray(0, m * d), weights: theta.subarray(m * d) }, x, d);
      const outputs = (h: number, k: number): Float64Array => {
        const out = new Float64Array(n);
        problem.forward(
          theta.map((entry, at) => (at === k ? entry + h : entry)),
          out,
        );
        return out;
      };
      for (let k = 0; k < m * d; k++) {
        const [up, down] = [outputs(1e-5, k), outputs(-1e-5, k)];
        for (let i = 0; i < n; i++)
          expect(Math.abs(((up[i] as number) - (down[i] as number)) / 2e-5 - (jacobian[i * m * d + k] as number))).toBeLessThan(1e-8);
      }
      problem.close();
    }
    expect(() => hiddenJacobian(engine, "gelu", { directions: start.subarray(0, m * d), weights: start.subarray(m * d) }, x, d)).toThrow(
      /gelu/,
    );
  });

  describe("the region", () => {
    const inside = (theta: Float64Array): void => {
      for (let j = 0; j < m; j++) {
        let square = 0;
        for (let k = j * d; k < (j + 1) * d; k++) square += ((theta[k] as number) - (start[k] as number)) ** 2;
        expect(Math.sqrt(square)).toBeLessThanOrEqual(radius * (1 + 1e-11));
      }
      for (let j = 0; j < m / 2; j++) {
        expect(theta[m * d + j]).toBe(-(theta[m * d + m / 2 + j] as number));
        expect(theta[m * d + j]).toBeGreaterThanOrEqual(0.01);
      }
    };

    it("takes every point to the nearest of its own: nothing in it is nearer, in the scaled metric", () => {
      const { project, scale } = region();
      const distance = (a: Float64Array, b: Float64Array): number =>
        Math.sqrt(a.reduce((sum, entry, k) => sum + ((entry - (b[k] as number)) / (scale[k] as number)) ** 2, 0));
      for (let draw = 0; draw < 20; draw++) {
        const outside = start.map((entry, k) => entry + (noise(`outside ${draw}`, 0.3)[k] as number));
        const nearest = outside.slice();
        project(nearest);
        inside(nearest);
        for (let other = 0; other < 20; other++) {
          const candidate = nearest.map((entry, k) => entry + (noise(`candidate ${other}`, 0.05)[k] as number));
          project(candidate);
          expect(distance(outside, nearest)).toBeLessThanOrEqual(distance(outside, candidate) * (1 + 1e-10));
        }
      }
    });

    it("leaves its own points where they are, bit for bit", () => {
      const { project } = region();
      for (let draw = 0; draw < 50; draw++) {
        const theta = start.map((entry, k) => entry + (noise(`again ${draw}`, 1)[k] as number));
        project(theta);
        const twice = theta.slice();
        project(twice);
        expect(twice).toEqual(theta);
      }
    });

    it("refuses sizes that make no region", () => {
      expect(() => region({ radius: 0 })).toThrow(/the radius must be a positive number; got 0/);
      expect(() => region({ least: -1 })).toThrow(/least output weight must be a positive number/);
      expect(() => mirroredRegion(start, { students: 9, inputs: d, radius, least: 1 })).toThrow(/students must be even/);
      expect(() => mirroredRegion(start, { students: 8, inputs: d, radius, least: 1 })).toThrow(/θ\(0\) must have 40 entries/);
    });

    it("is kept to by every step of a run, whose value never rises", () => {
      const objective = open();
      const dynamics = projectedDescent({ constraint: region() });
      const problem = { objective, start };
      let state = dynamics.init(problem, key);
      for (let step = 0; step < 200; step++) {
        const value = objective.value(state.theta);
        state = dynamics.step(problem, state);
        inside(state.theta);
        expect(objective.value(state.theta)).toBeLessThanOrEqual(value);
      }
      objective.close();
    });
  });

  it("finds a zero of the loss and of the KKT residual where m d/2 exceeds n", () => {
    const objective = open();
    const constraint = region();
    const { state } = projectedDescent({ constraint }).advance(
      { objective, start },
      projectedDescent({ constraint }).init({ objective, start }, key),
      5000,
      { value: 5e-19 },
    );
    const gradient = new Float64Array(start.length);
    expect(objective.gradient(state.theta, gradient)).toBeLessThan(5e-19);
    expect(kktResidual(constraint, state.theta, gradient)).toBeLessThan(1e-8);
    objective.close();
  });

  it("finds the nearest point of a ball to a given one: the KKT residual is zero there and nowhere else", () => {
    // L(θ) = ½ ‖θ − c‖² on a ball about 0: the minimizer is c/‖c‖ · radius.
    const target = Float64Array.of(3, 4);
    const objective = {
      layout: { blocks: [{ name: "point", symbol: "θ", shape: [2], offset: 0 }], size: 2 },
      over: "population" as const,
      accuracy: { kind: "closed-form" as const },
      value: (theta: Float64Array) => 0.5 * theta.reduce((sum, entry, k) => sum + (entry - (target[k] as number)) ** 2, 0),
      gradient(theta: Float64Array, out: Float64Array) {
        theta.forEach((entry, k) => {
          out[k] = entry - (target[k] as number);
        });
        return this.value(theta);
      },
      floor: () => 0,
      close: () => {},
    };
    const constraint = {
      scale: Float64Array.of(1, 1),
      project(theta: Float64Array) {
        const norm = Math.hypot(...theta);
        if (norm > 1) theta.forEach((entry, k) => (theta[k] = entry / norm));
      },
    };
    const dynamics = projectedDescent({ constraint, step: 0.1 });
    const problem = { objective, start: Float64Array.of(0, 0) };
    const { state } = dynamics.advance(problem, dynamics.init(problem, key), 100, { value: -1 });
    expect(state.theta[0]).toBeCloseTo(0.6, 14);
    expect(state.theta[1]).toBeCloseTo(0.8, 14);
    const residual = (theta: Float64Array) => {
      const gradient = new Float64Array(2);
      objective.gradient(theta, gradient);
      return kktResidual(constraint, theta, gradient);
    };
    expect(residual(state.theta)).toBeLessThan(1e-14);
    expect(residual(Float64Array.of(1, 0))).toBeGreaterThan(0.1);
    expect(residual(Float64Array.of(0.3, 0.4))).toBeGreaterThan(0.1);
  });

  for (const [name, constraint, accelerated] of [
    ["in the region, accelerated", region(), true],
    ["in the region, plain", region(), false],
    ["anywhere, accelerated", unconstrained(start.length), true],
  ] as const) {
    dynamicsConformance(frame, {
      name: `projectedDescent ${name} on ${engine.backend}`,
      open: () => ({ problem: { objective: open(), start }, dynamics: projectedDescent({ constraint, accelerated }) }),
    });
  }

  for (const activation of ["tanh", "softplus", "sigmoid", "quadratic"] as const) {
    objectiveConformance(
      frame,
      {
        name: `sampled ${activation} with trained output weights and biases`,
        sizes: [
          { n: 33, d: 5, m: 7 },
          { n: 1, d: 1, m: 1 },
          { n: 129, d: 3, m: 8 },
        ],
        open: (sizes, of) => {
          const wide = { activation, parameterization: "output", students: sizes.m, inputs: sizes.d, hiddenBias: true } as const;
          const data = new Float64Array(sizes.n * (sizes.d + 1));
          normal(engine.math, fold(of, "data"), data);
          const theta = new Float64Array(sizes.m * (sizes.d + 2));
          normal(engine.math, fold(of, "theta"), theta);
          return {
            objective: sampledObjective(engine, wide, { x: data.subarray(0, sizes.n * sizes.d), y: data.subarray(sizes.n * sizes.d) }),
            theta,
          };
        },
      },
      engine,
    );
  }
});
