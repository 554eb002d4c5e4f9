import { dynamicsConformance } from "@overparam/core/conformance";
import { describe, expect, it } from "vitest";
import { ballDomain, type Domain, type Objective, projectedAscent, repeatedObjective, rootKey, sphereDomain } from "../../src/index.ts";

/** ½ Σ c_k θ_k² + b·θ: its maxima on the sphere are known. */
function quadratic(curvatures: readonly number[], linear: readonly number[]): Objective {
  const value = (theta: Float64Array): number =>
    curvatures.reduce(
      (sum, c, k) => sum + (c * (theta[k] as number) * (theta[k] as number)) / 2 + (linear[k] as number) * (theta[k] as number),
      0,
    );
  return {
    layout: { blocks: [{ name: "theta", symbol: "\\theta", shape: [curvatures.length], offset: 0 }], size: curvatures.length },
    over: "population",
    accuracy: { kind: "closed-form" },
    scale: Number.POSITIVE_INFINITY,
    value,
    gradient(theta, out) {
      curvatures.forEach((c, k) => (out[k] = c * (theta[k] as number) + (linear[k] as number)));
      return value(theta);
    },
    floor: () => 1e-14,
    close: () => {},
  };
}

const curvatures = [1, 2, 3, 2.99];
const start = Float64Array.of(1, 0.2, 0.1, -0.3, -0.5, 0.4, -0.1, 0.2);
const problemOf = (linear = [0, 0, 0, 0]) => ({ objective: repeatedObjective(quadratic(curvatures, linear), 2), start });

for (const domain of [sphereDomain(0.7), ballDomain(0.7)]) {
  dynamicsConformance(
    { describe, it, expect },
    {
      name: `projected ascent on ${domain.name}`,
      open: () => ({ problem: problemOf([1e-3, 0, 0, 0]), dynamics: projectedAscent({ domain, step: 0.05, tolerance: 1e-9 }) }),
    },
  );
}

function solved(domain: Domain, linear?: number[], tolerance = 1e-12) {
  const problem = problemOf(linear);
  const dynamics = projectedAscent({ domain, step: 0.3, tolerance });
  return dynamics.advance(problem, dynamics.init(problem, rootKey("test", 1)), 100_000, { value: Number.NEGATIVE_INFINITY });
}

describe("projected ascent", () => {
  it("goes to the eigenvector of the largest eigenvalue on the sphere, from every part, and settles there", () => {
    const { state, end } = solved(sphereDomain(0.7));
    expect(end).toBe("settled");
    for (const part of [state.theta.subarray(0, 4), state.theta.subarray(4, 8)]) {
      expect(Math.abs(part[2] as number)).toBeCloseTo(0.7, 9);
      expect(Math.hypot(...part)).toBeCloseTo(0.7, 14);
    }
    expect(state.taken.every((count) => count > 0 && count < state.iteration)).toBe(true);
  });

  it("contracts to a linear function's maximum by 1/(1 + η‖b‖/ε) a step", () => {
    const objective = quadratic([0, 0], [0, 2]);
    const dynamics = projectedAscent({ domain: sphereDomain(0.5), step: 0.25 });
    const problem = { objective, start: Float64Array.of(1e-6, 1) };
    const next = dynamics.step(problem, dynamics.init(problem, rootKey("test", 1)));
    expect((next.theta[0] as number) / 0.5e-6).toBeCloseTo(1 / (1 + (0.25 * 2) / 0.5), 6);
  });

  it("stays inside the ball where the maximum is inside, and leaves a minimum of the sphere alone only on purpose", () => {
    const inside = projectedAscent({ domain: ballDomain(1), step: 0.1, tolerance: 1e-10 });
    const problem = { objective: quadratic([-1, -1], [0.3, 0]), start: Float64Array.of(0, 0.5) };
    const { state } = inside.advance(problem, inside.init(problem, rootKey("test", 1)), 10_000, { value: Number.NEGATIVE_INFINITY });
    expect(state.theta[0]).toBeCloseTo(0.3, 6);
    const pole = { objective: quadratic([0, 0], [0, 1]), start: Float64Array.of(0, -1) };
    const sphere = projectedAscent({ domain: sphereDomain(1), step: 0.1, tolerance: 1e-3 });
    // The gradient points inwards: tangentially all is quiet, yet it is no maximum.
    expect(sphere.advance(pole, sphere.init(pole, rootKey("test", 1)), 50, { value: Number.NEGATIVE_INFINITY }).end).toBe("steps");
  });

  it("refuses a step, a tolerance and a radius that mean nothing", () => {
    expect(() => projectedAscent({ domain: sphereDomain(1), step: 0 })).toThrow(/step must be a positive number/);
    expect(() => projectedAscent({ domain: sphereDomain(1), step: 1, tolerance: -1 })).toThrow(/tolerance/);
    expect(() => sphereDomain(0)).toThrow(/radius/);
    expect(() => ballDomain(Number.NaN)).toThrow(/radius/);
  });
});
