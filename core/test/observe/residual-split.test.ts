import { describe, expect, it } from "vitest";
import { neurons } from "../../src/network/neurons.ts";
import { clusterAverages } from "../../src/observe/cluster-averages.ts";
import { match } from "../../src/observe/match.ts";
import { residualSplit } from "../../src/observe/residual-split.ts";
import { signMoment } from "../../src/observe/sign-moment.ts";
import type { TeacherStudent } from "../../src/observe/teacher-student.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { engines } from "../support/engines.ts";
import { teacherStudent } from "../support/teacher-student-problem.ts";

const teachers = [
  [1, 0.2, 0],
  [-0.3, 1.5, 0.1],
  [0.1, -0.2, 0.7],
];

/** Means over samples with their standard errors. */
function means(n: number, d: number, f: (x: Float64Array) => number[], engine: Parameters<typeof normal>[0]) {
  const x = new Float64Array(n * d);
  normal(engine, rootKey("monte carlo", 3), x);
  const size = f(x.subarray(0, d)).length;
  const sum = new Array(size).fill(0);
  const square = new Array(size).fill(0);
  for (let i = 0; i < n; i++) {
    f(x.subarray(i * d, (i + 1) * d)).forEach((value, k) => {
      sum[k] += value;
      square[k] += value * value;
    });
  }
  return sum.map((total, k) => ({ mean: total / n, error: Math.sqrt((square[k] / n - (total / n) ** 2) / n) }));
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, entry, k) => sum + entry * b[k], 0);

describe.each(await engines())("sign moment and residual on %s", (name, engine) => {
  const { math } = engine;

  it("has the moment E[x xᵀ sgn(u·x) sgn(v·x)] within four standard errors of samples", () => {
    const m = signMoment(engine, Float64Array.from(teachers.flat()), 3);
    const estimates = means(
      10_000,
      3,
      (x) => {
        const signs = teachers.map((w) => Math.sign(dot(w, x)));
        return signs.flatMap((si) => Array.from(x).flatMap((xk) => signs.flatMap((sj) => Array.from(x).map((xl) => si * sj * xk * xl))));
      },
      math,
    );
    let worst = 0;
    estimates.forEach(({ mean, error }, index) => {
      worst = Math.max(worst, Math.abs(mean - m[index]) / error);
    });
    // 81 entries, 45 of them different: four and a half standard errors are passed by chance in 3 of 10 000 draws of all.
    expect(worst).toBeLessThan(4.5);
  });

  it("is I for equal, −I for opposite directions, and continuous there", () => {
    const at = (t: number) => signMoment(engine, Float64Array.of(1, 0, Math.cos(t), Math.sin(t)), 2);
    const off = (m: Float64Array) => [m[2], m[3], m[6], m[7]];
    expect(off(at(0))).toEqual([1, 0, 0, 1]);
    expect(off(signMoment(engine, Float64Array.of(1, 0, -1, 0), 2)).map((x) => x + 0)).toEqual([-1, 0, 0, -1]);
    for (const t of [1e-9, 1e-5]) {
      off(at(t)).forEach((entry, k) => expect(Math.abs(entry - [1, 0, 0, 1][k])).toBeLessThan(2 * t));
    }
  });

  it("agrees with the form with 1/sin t where that is well conditioned", () => {
    for (const t of [0.3, 1, 2, 3]) {
      const u = [1, 0];
      const v = [Math.cos(t), Math.sin(t)];
      const m = signMoment(engine, Float64Array.from([...u, ...v]), 2);
      for (let k = 0; k < 2; k++) {
        for (let l = 0; l < 2; l++) {
          const tensor = u[k] * v[l] + v[k] * u[l] - Math.cos(t) * (u[k] * u[l] + v[k] * v[l]);
          const expected = (k === l ? 1 - (2 * t) / Math.PI : 0) + (2 * tensor) / (Math.PI * Math.sin(t));
          expect(m[k * 4 + 2 + l]).toBeCloseTo(expected, 13);
        }
      }
    }
  });

  it("is positive definite for separated teachers and singular for repeated ones", () => {
    const least = (u: number[][]) => {
      const values = new Float64Array(u.flat().length);
      engine.linear.eigenSymmetric(signMoment(engine, Float64Array.from(u.flat()), 3), values.length, values);
      return values[0];
    };
    expect(least(teachers)).toBeGreaterThan(0.05);
    expect(Math.abs(least([teachers[0], teachers[0]]))).toBeLessThan(1e-14);
  });

  const students = [
    [0.7, 0.3, 0.1],
    [-0.6, 0.1, 0.05],
    [0.2, -1.1, -0.2],
    [0.1, 0.5, 0.1],
    [0.2, -0.1, 0.8],
    [0, 0, 0],
  ];
  /** R_1, R_2 and R at x, from their definitions. */
  const residuals = (problem: TeacherStudent) => {
    const { start: theta, teacher } = problem;
    const matching = match(engine, problem, theta);
    const v = clusterAverages(problem, theta, matching);
    const { directions, weights } = neurons(problem.network, theta);
    return (x: Float64Array) => {
      const signs = teachers.map((_, i) => Math.sign(dot(teacher.directions.subarray(3 * i, 3 * i + 3), x)));
      const r1 = signs.reduce((sum, sign, i) => sum + sign * dot(v.subarray(3 * i, 3 * i + 3), x), 0);
      let r2 = 0;
      let r = -teachers.reduce((sum, w) => sum + Math.abs(dot(w, x)), 0);
      matching.teacher.forEach((i, j) => {
        const z = dot(directions.subarray(3 * j, 3 * j + 3), x);
        r += weights[j] * Math.abs(z);
        if (i >= 0) r2 += weights[j] * (Math.abs(z) - matching.sign[j] * z * signs[i]);
      });
      return { r1, r2, r };
    };
  };

  it("splits into parts that add up, the second never negative", () => {
    const problem = teacherStudent(engine, 3, teachers, students);
    const at = residuals(problem);
    const x = new Float64Array(3 * 1000);
    normal(math, rootKey("points", 1), x);
    for (let i = 0; i < 1000; i++) {
      const { r1, r2, r } = at(x.subarray(3 * i, 3 * i + 3));
      expect(Math.abs(r1 + r2 - r)).toBeLessThan(1e-13);
      expect(r2).toBeGreaterThan(-1e-15);
    }
  });

  it("has the squared norms of both parts within four standard errors of samples", () => {
    const problem = teacherStudent(engine, 3, teachers, students);
    const split = residualSplit(engine, problem, problem.start);
    const at = residuals(problem);
    const [r1, r2, total] = means(
      40_000,
      3,
      (x) => {
        const parts = at(x);
        return [parts.r1 ** 2, parts.r2 ** 2, parts.r ** 2];
      },
      math,
    );
    expect(Math.abs(r1.mean - split.r1)).toBeLessThan(4 * r1.error);
    expect(Math.abs(r2.mean - split.r2)).toBeLessThan(4 * r2.error);
    expect(Math.abs(total.mean - split.total)).toBeLessThan(4 * total.error);
  });

  it.each([1e-1, 1e-2, 1e-3, 1e-4])(
    "keeps ‖R_2‖² accurate for one split teacher at angle %d, where all of the residual is R_2 but an average",
    (delta) => {
      // Two students at ±δ with w_1‖w_1‖ + w_2‖w_2‖ = w*: v = 0, so R = R_2 and ‖R_2‖² = 2L, which is known without cancellation.
      const mass = 1 / (2 * Math.cos(delta));
      const s = Math.sqrt(mass);
      const problem = teacherStudent(
        engine,
        2,
        [[1, 0]],
        [
          [s * Math.cos(delta), s * Math.sin(delta)],
          [s * Math.cos(delta), -s * Math.sin(delta)],
        ],
      );
      const split = residualSplit(engine, problem, problem.start);
      expect(split.r1).toBeLessThan(1e-30);
      expect(Math.abs(split.r2 - split.total)).toBeLessThan(split.rounding);
      // Terms of size δ cancel to δ³; the reference engine's own loss is only good to `rounding`.
      if (name !== "reference") expect(Math.abs(split.r2 - split.total)).toBeLessThan(8 * 2 ** -53 * delta + 1e-14 * split.total);
    },
  );

  it("refuses relu", () => {
    const problem = teacherStudent(engine, 3, teachers, students);
    const relu = { ...problem, network: { ...problem.network, activation: "relu" as const } };
    expect(() => residualSplit(engine, relu, relu.start)).toThrow(/defined for \|x\| networks/);
  });
});
