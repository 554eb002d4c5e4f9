import { describe, expect, it } from "vitest";
import { averageErrors } from "../../src/observe/average-errors.ts";
import { clusterAverages } from "../../src/observe/cluster-averages.ts";
import { foldedAngle } from "../../src/observe/folded-angle.ts";
import { match } from "../../src/observe/match.ts";
import { masses } from "../../src/observe/masses.ts";
import { nearestAngles } from "../../src/observe/nearest-angles.ts";
import type { TeacherStudent } from "../../src/observe/teacher-student.ts";
import { engines } from "../support/engines.ts";
import { teacherStudent } from "../support/teacher-student-problem.ts";

describe.each(await engines())("teachers and students on %s", (_name, engine) => {
  const { math } = engine;
  const moment = (problem: TeacherStudent) => ({
    problem,
    state: { iteration: 0, time: 0, theta: problem.start },
    value: 0,
    gradient: problem.start,
    rise: 0,
    engine,
  });

  it.each([0, 1e-9, 1e-3, 0.7, Math.PI / 2 - 1e-9])("measures the folded angle %d in both orientations", (angle) => {
    for (const sign of [1, -1]) {
      const u = Float64Array.of(3, 0);
      const v = Float64Array.of(sign * 0.2 * Math.cos(angle), sign * 0.2 * Math.sin(angle));
      const found = foldedAngle(math, u, 0, v, 0, 2);
      expect(Math.abs(found.angle - angle)).toBeLessThan(4e-16 * Math.max(angle, 1e-3) + 4e-25);
      expect(found.sign).toBe(sign);
    }
  });

  it("has no angle where a vector is zero", () => {
    expect(foldedAngle(math, Float64Array.of(0, 0), 0, Float64Array.of(1, 0), 0, 2).angle).toBeNaN();
  });

  it("matches each student with its nearest teacher, turned towards it; a zero student with none", () => {
    const problem = teacherStudent(
      engine,
      2,
      [
        [2, 0],
        [0, 1],
      ],
      [
        [1, 0.1],
        [-1, 0.2],
        [0.1, -3],
        [0, 0],
      ],
    );
    const { teacher, angle, mass, sign } = match(engine, problem, problem.start);
    expect([...teacher]).toEqual([0, 0, 1, -1]);
    expect([...sign]).toEqual([1, -1, -1, 1]);
    expect(angle[1]).toBeCloseTo(Math.atan2(0.2, 1), 14);
    expect(angle[3]).toBeNaN();
    expect(mass[0]).toBeCloseTo(1.01, 14);
    expect(mass[3]).toBe(0);
    expect(nearestAngles.measure(moment(problem))).toEqual(angle);
    expect(masses.measure(moment(problem))).toEqual(mass);
  });

  it("sums the oriented students of each teacher, less the teacher", () => {
    const problem = teacherStudent(
      engine,
      2,
      [
        [2, 0],
        [0, 1],
      ],
      [
        [3, 4],
        [-1, 0],
        [0, 0],
      ],
    );
    // (3, 4) is nearer to (0, 1): ‖w‖ w = 5·(3, 4); (−1, 0) turned gives (1, 0).
    const v = clusterAverages(problem, problem.start, match(engine, problem, problem.start));
    expect([...v]).toEqual([1 - 2, 0, 15, 20 - 1]);
    const errors = averageErrors.measure(moment(problem)) as Float64Array;
    expect(errors[0]).toBe(1);
    expect(errors[1]).toBeCloseTo(Math.hypot(15, 19), 12);
  });

  it("does not change when students change sign, or are split in the same direction", () => {
    const problem = teacherStudent(
      engine,
      3,
      [
        [1, 0, 0],
        [0.2, 1, 0.1],
      ],
      [
        [0.8, 0.1, -0.1],
        [0.1, 0.9, 0.3],
      ],
    );
    const v = clusterAverages(problem, problem.start, match(engine, problem, problem.start));
    const half = Math.sqrt(0.5);
    const split = teacherStudent(
      engine,
      3,
      [
        [1, 0, 0],
        [0.2, 1, 0.1],
      ],
      [
        [-0.8 * half, -0.1 * half, 0.1 * half],
        [0.1, 0.9, 0.3],
        [0.8 * half, 0.1 * half, -0.1 * half],
      ],
    );
    const other = clusterAverages(split, split.start, match(engine, split, split.start));
    v.forEach((entry, k) => expect(other[k]).toBeCloseTo(entry, 14));
  });

  it("tells relu students pointing away from those pointing along", () => {
    const problem = teacherStudent(engine, 2, [[1, 0]], [[-1, 0.1]]);
    const relu: TeacherStudent = { ...problem, network: { ...problem.network, activation: "relu" } };
    const found = match(engine, relu, relu.start);
    expect(found.angle[0]).toBeCloseTo(Math.PI - Math.atan2(0.1, 1), 14);
    expect(found.sign[0]).toBe(1);
  });
});
