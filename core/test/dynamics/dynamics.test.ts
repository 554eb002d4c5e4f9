import { describe, expect, it } from "vitest";
import { freshSampleDescent } from "../../src/dynamics/fresh-sample-descent.ts";
import { gradientDescent } from "../../src/dynamics/gradient-descent.ts";
import { sampledObjective } from "../../src/objective/sampled-objective.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { engines } from "../support/engines.ts";
import { teacherStudent } from "../support/teacher-student-problem.ts";

describe("gradientDescent", () => {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the step %s with advice", (step) => {
    expect(() => gradientDescent({ step })).toThrow(/^gradientDescent: step must be a positive number; got .*Try 0\.05/);
  });

  it("refuses a checkpoint without θ", () => {
    expect(() => gradientDescent({ step: 1 }).restore({ iteration: 1, tensors: {}, numbers: {} })).toThrow(/must hold the tensor theta/);
  });
});

describe.each(await engines())("fresh samples on %s", (_name, engine) => {
  const problem = teacherStudent(
    engine,
    3,
    [
      [1, 0.2, 0],
      [-0.3, 1.5, 0.1],
    ],
    [
      [0.7, 0.3, 0.1],
      [-0.6, 0.1, 0.05],
      [0.2, -1.1, -0.2],
    ],
  );
  const { network, teacher } = problem;
  const dynamics = freshSampleDescent({ step: 0.1, batch: 50, network, teacher, engine });

  it("moves by the population gradient on average, within four standard errors", () => {
    const gradient = new Float64Array(9);
    problem.objective.gradient(problem.start, gradient);
    const runs = 400;
    const moves = Array.from({ length: runs }, (_, i) => dynamics.step(problem, dynamics.init(problem, rootKey("fresh", i))).theta);
    for (let k = 0; k < 9; k++) {
      const slopes = moves.map((theta) => (problem.start[k] - theta[k]) / 0.1);
      const mean = slopes.reduce((sum, slope) => sum + slope / runs, 0);
      const deviation = Math.sqrt(slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0) / (runs - 1) / runs);
      expect(Math.abs(mean - gradient[k])).toBeLessThan(4 * deviation);
    }
  });

  it("draws other samples at every step and for every key, the same ones for the same", () => {
    const at = (seed: number, iteration: number) =>
      dynamics.step(problem, { ...dynamics.init(problem, rootKey("fresh", seed)), iteration }).theta;
    expect(at(1, 0)).toEqual(at(1, 0));
    expect(at(1, 0)).not.toEqual(at(1, 1));
    expect(at(1, 0)).not.toEqual(at(2, 0));
  });

  it("has a sampled objective that tells its size and a floor above its rounding", () => {
    const x = Float64Array.from({ length: 3 * 40 }, (_, i) => Math.sin(i * i));
    const y = Float64Array.from({ length: 40 }, (_, i) => Math.cos(i));
    const objective = sampledObjective(engine, network, { x, y });
    expect(objective.accuracy).toEqual({ kind: "sample", size: 40 });
    // The same samples in another order: the value may differ by roundings only.
    const order = Array.from({ length: 40 }, (_, i) => (i * 7) % 40);
    const shuffled = sampledObjective(engine, network, {
      x: Float64Array.from(order.flatMap((i) => [...x.subarray(3 * i, 3 * i + 3)])),
      y: Float64Array.from(order.map((i) => y[i])),
    });
    expect(Math.abs(objective.value(problem.start) - shuffled.value(problem.start))).toBeLessThanOrEqual(
      2 * objective.floor(problem.start),
    );
    expect(objective.floor(problem.start)).toBeLessThan(1e-12);
    objective.close();
    shuffled.close();
  });

  it.each([
    { step: 0, batch: 1 },
    { step: 1, batch: 0 },
    { step: 1, batch: 1.5 },
  ])("refuses %o", (options) => {
    expect(() => freshSampleDescent({ ...options, network, teacher, engine })).toThrow(/must be a positive/);
  });
});
