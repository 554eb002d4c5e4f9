import { describe, expect, it } from "vitest";
import { dynamicsConformance } from "../../src/conformance/dynamics-conformance.ts";
import { objectiveConformance } from "../../src/conformance/objective-conformance.ts";
import { newtonStep } from "../../src/dynamics/newton-step.ts";
import { phases, polishedDescent } from "../../src/dynamics/polished-descent.ts";
import { denseHessian } from "../../src/objective/dense-hessian.ts";
import type { Objective } from "../../src/objective/objective.ts";
import { populationObjective } from "../../src/objective/population-objective.ts";
import { repeatedObjective } from "../../src/objective/repeated-objective.ts";
import { lossObservable } from "../../src/observe/loss.ts";
import { logSpaced } from "../../src/observe/log-spaced.ts";
import { norm } from "../../src/observe/norm.ts";
import { fold } from "../../src/random/fold.ts";
import type { Key } from "../../src/random/key.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { polish } from "../../src/solve/polish.ts";
import { startSolve } from "../../src/solve/solve.ts";
import { engines } from "../support/engines.ts";

const frame = { describe, it, expect };
const never = { value: Number.NEGATIVE_INFINITY };
const key = rootKey("polish", 1);

// The obvious engine has no linear algebra.
for (const [name, engine] of (await engines()).filter(([name]) => name !== "reference")) {
  const draw = (from: Key, length: number, scale: number): Float64Array => {
    const out = new Float64Array(length);
    normal(engine.math, from, out);
    return out.map((entry) => scale * entry);
  };
  /** k ReLU students and the teachers e_1 … e_k. */
  const orthonormal = (k: number): Objective => {
    const directions = Float64Array.from({ length: k * k }, (_, i) => (i % (k + 1) === 0 ? 1 : 0));
    return populationObjective(
      engine,
      { activation: "relu", parameterization: "plain", students: k, inputs: k },
      { directions, weights: new Float64Array(k).fill(1) },
    );
  };
  const starts = (k: number, count: number): Float64Array => draw(fold(key, "starts"), count * k * k, 1 / Math.sqrt(k));

  describe(`polishing on ${name}`, () => {
    it("has a dense Hessian that is the same by all three ways, up to their errors", () => {
      const objective = orthonormal(3);
      const theta = starts(3, 1);
      const { hessian: _, ...byProducts } = objective;
      const { hessianTimes: __, ...byDifferences } = byProducts;
      const exact = denseHessian(objective, theta);
      const products = denseHessian(byProducts, theta);
      const differences = denseHessian(byDifferences, theta);
      exact.forEach((entry, i) => {
        expect(products[i]).toBeCloseTo(entry, 12);
        expect(differences[i]).toBeCloseTo(entry, 8);
        expect(differences[i]).toBe(differences[(i % 9) * 9 + Math.floor(i / 9)]);
      });
      expect(() => denseHessian(objective, new Float64Array(2))).toThrow(/θ must have 9 entries/);
      objective.close();
    });

    it("squares the distance to a minimum at every Newton step, and ends at the arithmetic's floor", () => {
      const objective = orthonormal(3);
      const near = Float64Array.from({ length: 9 }, (_, i) => (i % 4 === 0 ? 1 : 0) + 1e-3 * Math.sin(i + 1));
      const slope = new Float64Array(9);
      let theta: Float64Array = near;
      const sizes: number[] = [];
      for (let step = 0; step < 3; step++) {
        objective.gradient(theta, slope);
        sizes.push(norm(slope));
        const next = newtonStep(engine, objective, theta, slope);
        expect(next.definite).toBe(true);
        theta = next.theta;
      }
      expect(sizes[1]).toBeLessThan(3 * sizes[0] ** 2);
      expect(sizes[2]).toBeLessThan(Math.max(1e-14, 3 * sizes[1] ** 2));
      const polished = polish(engine, objective, near, { to: 1e-14 });
      expect(polished.gradientNorm).toBeLessThan(1e-14);
      expect(polished.end).toBe("reached");
      expect(polish(engine, objective, near, { to: 0 }).end).toBe("floor");
      expect(polish(engine, objective, near, { to: 0, steps: 1 }).end).toBe("out of steps");
      expect(() => polish(engine, objective, near, { to: -1 })).toThrow(/at least 0; got -1/);
      objective.close();
    });

    it("leaves directions without curvature alone, where the Hessian is singular", () => {
      // Two students for one teacher: a line of minima.
      const objective = populationObjective(
        engine,
        { activation: "relu", parameterization: "plain", students: 2, inputs: 2 },
        { directions: Float64Array.of(1, 0), weights: Float64Array.of(1) },
      );
      const slope = new Float64Array(4);
      const theta = Float64Array.of(0.4, 0, 0.7, 0);
      objective.gradient(theta, slope);
      const { theta: moved, definite } = newtonStep(engine, objective, theta, slope);
      expect(definite).toBe(false);
      expect(moved[0] + moved[2]).toBeCloseTo(1, 12);
      expect(moved[0] - theta[0]).toBeCloseTo(moved[2] - theta[2], 12);
      objective.close();
    });

    it("polishes every start by itself: the same bits alone and together", () => {
      const k = 3;
      const count = 4;
      const each = orthonormal(k);
      const many = repeatedObjective(each, count);
      const dynamics = polishedDescent({ engine, step: 0.2, descendTo: 1e-6, polishTo: 1e-14 });
      const start = starts(k, count);
      const together = dynamics.advance({ objective: many, start }, dynamics.init({ objective: many, start }, key), 20_000, never);
      expect(together.end).toBe("settled");
      const slope = new Float64Array(k * k);
      for (let b = 0; b < count; b++) {
        const own = start.slice(b * k * k, (b + 1) * k * k);
        const problem = { objective: each, start: own };
        const alone = dynamics.advance(problem, dynamics.init(problem, key), 20_000, never);
        expect(alone.end).toBe("settled");
        expect(together.state.theta.slice(b * k * k, (b + 1) * k * k)).toEqual(alone.state.theta);
        each.gradient(alone.state.theta, slope);
        expect(norm(slope)).toBeLessThan(1e-14);
        expect(alone.state.iteration).toBeLessThanOrEqual(together.state.iteration);
        // Settled for good: steps change nothing any more.
        expect(dynamics.step(problem, alone.state)).toBe(alone.state);
        expect(dynamics.advance(problem, alone.state, 5, never)).toMatchObject({
          end: "settled",
          state: { iteration: alone.state.iteration },
        });
      }
      many.close();
    });

    it("settles a start whose loss is small enough, without polishing", () => {
      const objective = orthonormal(3);
      const problem = { objective, start: starts(3, 1) };
      const dynamics = polishedDescent({ engine, step: 0.2, descendTo: 1e-9, polishTo: 1e-14, enough: 1e-3 });
      const { state, end } = dynamics.advance(problem, dynamics.init(problem, key), 20_000, never);
      expect(end).toBe("settled");
      expect(Array.from(state.phase)).toEqual([phases.settled]);
      expect(Array.from(state.before)).toEqual([-1]);
      expect(objective.value(state.theta)).toBeLessThanOrEqual(1e-3);
      expect(objective.value(state.theta)).toBeGreaterThan(1e-6);
      objective.close();
    });

    it("ends a run as settled, with its last record there, however it is cut and restored", () => {
      const run = (calls: readonly number[]) => {
        const objective = repeatedObjective(orthonormal(2), 3);
        const start = starts(2, 3);
        const setup = {
          problem: { objective, start },
          dynamics: polishedDescent({ engine, step: 0.2, descendTo: 1e-6, polishTo: 1e-14 }),
          schedule: logSpaced({ last: 100_000, perDecade: 3 }),
          stopAt: Number.NEGATIVE_INFINITY,
          facts: {},
        };
        const samples = [];
        let solve = startSolve(setup, engine, [lossObservable]);
        for (let call = 0; solve.outcome === undefined; call++) {
          samples.push(...solve.advance(calls[call % calls.length]));
          if (solve.outcome === undefined) solve = startSolve(setup, engine, [lossObservable], solve.checkpoint());
        }
        // A finished run taken up again ends where it ended, without another record.
        const again = startSolve(setup, engine, [lossObservable], solve.checkpoint());
        expect(again.advance(10)).toEqual([]);
        expect(again.outcome).toEqual(solve.outcome);
        objective.close();
        return { samples, outcome: solve.outcome };
      };
      const whole = run([1_000_000]);
      expect(whole.outcome.kind).toBe("settled");
      expect(whole.samples.at(-1)?.iteration).toBe(whole.outcome.iteration);
      expect(run([1, 7, 40, 333])).toEqual(whole);
    });

    it("stops where the loss is no longer finite", () => {
      const objective = orthonormal(2);
      const problem = { objective, start: starts(2, 1) };
      const dynamics = polishedDescent({ engine, step: 1e9, descendTo: 1e-9, polishTo: 1e-14 });
      expect(dynamics.advance(problem, dynamics.init(problem, key), 1000, never)).toMatchObject({
        end: "not finite",
        rise: Number.POSITIVE_INFINITY,
      });
      objective.close();
    });

    it.each([{ step: 0 }, { step: 0.1, descendTo: -1 }, { step: 0.1, polishTo: Number.NaN }])("refuses %o", (options) => {
      expect(() => polishedDescent({ engine, descendTo: 1e-9, polishTo: 1e-14, ...options })).toThrow(/^polishedDescent: .* must be a/);
    });

    it("refuses to repeat an objective less than once", () => {
      const objective = orthonormal(2);
      expect(() => repeatedObjective(objective, 0)).toThrow(/count must be a positive integer; got 0/);
      objective.close();
    });
  });

  objectiveConformance(
    frame,
    {
      name: "several places at once",
      sizes: [
        { n: 1, d: 1, m: 1 },
        { n: 1, d: 3, m: 2 },
      ],
      open({ d, m }, from) {
        const teacher = { directions: draw(fold(from, "teacher"), 2 * d, 1), weights: Float64Array.of(1, 1) };
        const each = populationObjective(engine, { activation: "relu", parameterization: "plain", students: m, inputs: d }, teacher);
        return { objective: repeatedObjective(each, 3), theta: draw(fold(from, "theta"), 3 * m * d, 1) };
      },
    },
    engine,
  );
  for (const count of [1, 3]) {
    dynamicsConformance(frame, {
      name: `gradient descent, then Newton's method, from ${count} starts on ${name}`,
      open() {
        const each = orthonormal(3);
        return {
          problem: { objective: count === 1 ? each : repeatedObjective(each, count), start: starts(3, count) },
          // 3e-3 is met by some of the starts within the suite's 100 steps, so that both phases are gone through.
          dynamics: polishedDescent({ engine, step: 0.2, descendTo: 3e-3, polishTo: 0 }),
        };
      },
    });
  }
}
