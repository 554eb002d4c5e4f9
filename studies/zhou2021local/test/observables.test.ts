import { match, type Moment, normal, resolveConfig, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import type { Config } from "../config.ts";
import { rowDot, rowNorms } from "../geometry.ts";
import study from "../index.ts";
import { alignment } from "../observables/alignment.ts";
import { halfAngles } from "../observables/half-angles.ts";
import { pointwise } from "../observables/pointwise.ts";
import { probeSizes, smoothness } from "../observables/smoothness.ts";
import { spread } from "../observables/spread.ts";
import type { ZhouProblem } from "../problem.ts";

const engine = await loadEngine();

function momentOf(change: Partial<Config>, theta?: Float64Array): Moment<ZhouProblem> {
  const setup = study.setup(resolveConfig(study, change), { engine, key: rootKey(study.id, 5), assets: new Map() });
  const problem = setup.problem as ZhouProblem;
  const at = theta ?? problem.start;
  const gradient = new Float64Array(at.length);
  const value = problem.objective.gradient(at, gradient);
  return { problem, state: { iteration: 0, time: 0, theta: at }, value, gradient, rise: Number.NEGATIVE_INFINITY, engine };
}

describe("the left side of Lemma 8", () => {
  it("is E R(x) Σ_j ‖w_j‖ sgn(w_j·x) (w_j − q_j s_j w*_i)·x, within four standard errors", () => {
    const moment = momentOf({ students: 9 });
    const { problem, state } = moment;
    const [group = Number.NaN] = alignment.measure(moment) as Float64Array;
    const { teacher, mass, sign } = match(engine, problem, state.theta);
    const norms = rowNorms(state.theta, 5);
    const total = [0, 1, 2].map((i) => mass.reduce((sum, mu, j) => (teacher[j] === i ? sum + mu : sum), 0));
    const n = 200_000;
    const x = new Float64Array(n * 5);
    normal(engine.math, rootKey("test", 9), x);
    let sum = 0;
    let square = 0;
    for (let s = 0; s < n; s++) {
      let residual = 0;
      let way = 0;
      for (let j = 0; j < 9; j++) {
        const i = teacher[j] as number;
        const along = rowDot(state.theta, j, x, s, 5);
        residual += (norms[j] as number) * Math.abs(along);
        const q = (norms[j] as number) / (total[i] as number);
        const towards = along - q * (sign[j] as number) * rowDot(problem.teacher.directions, i, x, s, 5);
        way += (norms[j] as number) * (along < 0 ? -1 : 1) * towards;
      }
      for (let i = 0; i < 3; i++) residual -= Math.abs(rowDot(problem.teacher.directions, i, x, s, 5));
      sum += residual * way;
      square += (residual * way) ** 2;
    }
    const mean = sum / n;
    const error = Math.sqrt((square / n - mean * mean) / n);
    expect(Math.abs(group - mean)).toBeLessThan(4 * error);
    expect(Math.abs(group)).toBeGreaterThan(10 * error);
  });

  it("bounds its own rounding far below the loss", () => {
    const moment = momentOf({ students: 24 });
    const [, , rounding = Number.NaN] = alignment.measure(moment) as Float64Array;
    expect(rounding).toBeGreaterThan(0);
    expect(rounding).toBeLessThan(1e-9 * moment.value);
  });
});

describe("angles", () => {
  const plane = { dimension: 2, teachers: 2, students: 4, separation: 80, normMin: 1, normMax: 1 } as const;

  it("hold half of a teacher's mass: the least such angle, π/2 where there is too little", () => {
    const { problem } = momentOf(plane);
    const w = problem.teacher.directions;
    const at = (i: number, angle: number, mass: number): readonly number[] => {
      const [x, y] = [w[2 * i] as number, w[2 * i + 1] as number];
      const scale = Math.sqrt(mass);
      return [scale * (Math.cos(angle) * x - Math.sin(angle) * y), scale * (Math.sin(angle) * x + Math.cos(angle) * y)];
    };
    const theta = Float64Array.from([...at(0, 0.1, 0.3), ...at(0, -0.2, 0.3), ...at(0, 0.3, 0.3), ...at(1, 0.05, 0.4)]);
    const angles = halfAngles.measure(momentOf(plane, theta)) as Float64Array;
    expect(angles[0]).toBeCloseTo(0.2, 12);
    expect(angles[1]).toBeCloseTo(Math.PI / 2, 15);
    expect(spread.measure(momentOf(plane, theta))).toBeCloseTo(0.3 * (0.01 + 0.04 + 0.09) + 0.4 * 0.0025, 12);
  });

  it("do not change when students are turned round", () => {
    const { problem } = momentOf({ students: 12 });
    const turned = problem.start.map((w, k) => (Math.floor(k / 5) % 2 === 0 ? w : -w));
    for (const observable of [halfAngles, spread, alignment]) {
      const [a, b] = [observable.measure(momentOf({ students: 12 })), observable.measure(momentOf({ students: 12 }, turned))];
      const [x, y] = [a, b].map((value) => (typeof value === "number" ? [value] : [...(value as Float64Array)]));
      x?.forEach((value, k) => expect(value).toBeCloseTo(y?.[k] as number, 12));
    }
  });
});

describe("the split of the residual on single inputs", () => {
  it("has a second part that is never negative, and a first part within its bound", () => {
    for (const start of ["near", "scaled"] as const) {
      const { problem, state } = momentOf({ students: 12, start });
      const { teacher, sign } = match(engine, problem, state.theta);
      const { leastR2, rounding, largestR1 } = pointwise(problem, state.theta, teacher, sign);
      expect(leastR2).toBeGreaterThanOrEqual(-rounding);
      expect(largestR1).toBeLessThanOrEqual(1);
      expect(largestR1).toBeGreaterThan(0);
    }
  });
});

describe("a student of negative output weight", () => {
  it("makes the second part negative somewhere: the sign is one of the paper's networks", () => {
    const { problem, state } = momentOf({ students: 12, start: "scaled" });
    const { teacher, sign } = match(engine, problem, state.theta);
    expect(pointwise(problem, state.theta, teacher, sign, (j) => (j % 2 === 0 ? 1 : -1)).leastR2).toBeLessThan(-1e-3);
  });
});

describe("the smoothness probe", () => {
  it("tends to the curvature over its bound for small moves, and grows when the gradient is wrong", () => {
    const moment = momentOf({ students: 12 });
    const right = smoothness.measure(moment) as Float64Array;
    expect(right.length).toBe(probeSizes.length);
    right.forEach((value) => expect(value).toBeLessThan(10));
    const wrong = smoothness.measure({ ...moment, gradient: moment.gradient.map((g) => g / 2) }) as Float64Array;
    expect(wrong[3]).toBeGreaterThan(5 * (right[3] as number));
  });
});
