import { match, populationObjective, resolveConfig, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import type { Config } from "../config.ts";
import { rowDot, rowNorms } from "../geometry.ts";
import study from "../index.ts";
import { bestMasses } from "../start/masses.ts";
import { subspaceDirections } from "../start/subspace.ts";

const engine = await loadEngine();
const begin = (change: Partial<Config>, seed = 1) => {
  const setup = study.setup(resolveConfig(study, change), { engine, key: rootKey(study.id, seed), assets: new Map() });
  return { ...setup, problem: setup.problem as Parameters<typeof match>[1] };
};

describe("a near start", () => {
  it.each([1, 2, 4, 7])("splits every teacher among its students by mass, at angles in [½, 1] of the largest (%i a teacher)", (k) => {
    const { problem, facts } = begin({ students: 3 * k, startAngle: 0.3 });
    const { teacher, angle, mass } = match(engine, problem, problem.start);
    const largest = (0.3 * Number(facts["separation"]) * Math.PI) / 180;
    const total = new Float64Array(3);
    teacher.forEach((i, j) => {
      expect(i).toBe(j % 3);
      total[i] = (total[i] as number) + (mass[j] as number);
      expect(angle[j]).toBeGreaterThanOrEqual(largest / 2 - 1e-12);
      expect(angle[j]).toBeLessThanOrEqual(largest + 1e-12);
    });
    rowNorms(problem.teacher.directions, 5).forEach((norm, i) => expect(total[i]).toBeCloseTo(norm, 12));
  });

  it("puts students on both sides of their teachers", () => {
    const { problem } = begin({ students: 30 });
    const { sign } = match(engine, problem, problem.start);
    expect(new Set(sign)).toEqual(new Set([1, -1]));
  });

  it("starts at a given loss, in units of w_min²", () => {
    for (const students of [3, 12, 24]) {
      const { facts } = begin({ students, startLoss: 0.01 });
      expect(Number(facts["startLoss"]) / (0.01 * 0.7 * 0.7)).toBeCloseTo(1, 9);
    }
  });

  it("leaves uncovered teachers without students", () => {
    const { problem } = begin({ students: 6, uncovered: 1, startAngle: 0.1 });
    expect(match(engine, problem, problem.start).teacher).not.toContain(2);
    expect(() => begin({ uncovered: 3 })).toThrow(/uncovered: must be below the number of teachers/);
  });

  it("does not depend on the teachers' seed through the width: teachers stay, students change", () => {
    const [narrow, wide] = [begin({ students: 6 }), begin({ students: 12 })];
    expect(wide.problem.teacher.directions).toEqual(narrow.problem.teacher.directions);
    expect(wide.problem.start.slice(0, 30)).not.toEqual(narrow.problem.start);
  });
});

describe("a mirrored start", () => {
  it.each([2, 3, 4, 8])("has averages along the teachers, of nearly their norm (%i a teacher)", (k) => {
    const { problem } = begin({ students: 3 * k, start: "mirrored", startAngle: 0.3 });
    const { teacher, mass } = match(engine, problem, problem.start);
    const norms = rowNorms(problem.teacher.directions, 5);
    const average = new Float64Array(15);
    for (let j = 0; j < 3 * k; j++) {
      const i = teacher[j] as number;
      expect(i).toBe(j % 3);
      const side = Math.sign(rowDot(problem.start, j, problem.teacher.directions, i, 5));
      for (let c = 0; c < 5; c++) {
        average[i * 5 + c] = (average[i * 5 + c] as number) + side * Math.sqrt(mass[j] as number) * (problem.start[j * 5 + c] as number);
      }
    }
    for (let i = 0; i < 3; i++) {
      const along = rowDot(average, i, problem.teacher.directions, i, 5) / (norms[i] as number);
      const length = Math.hypot(...average.slice(i * 5, i * 5 + 5));
      expect(along / length).toBeCloseTo(1, 12);
      expect(along / (norms[i] as number)).toBeGreaterThan(0.9);
    }
  });

  it("reaches the common loss at every width", () => {
    for (const students of [12, 24, 48]) {
      expect(begin({ students, start: "mirrored", startLoss: 0.02 }).facts["startLoss"]).toBeCloseTo(0.02 * 0.7 * 0.7, 9);
    }
  });
});

describe("a spread start", () => {
  it("is as heavy as a loss of (r w_max)²/2 allows", () => {
    for (const students of [3, 12, 96]) {
      const { facts, problem } = begin({ students, start: "spread" });
      const size = Number(facts["r"]) * Number(facts["wMax"]);
      expect(Number(facts["startLoss"]) / (size * size)).toBeCloseTo(0.5, 9);
      const heavier = problem.start.map((entry) => 1.01 * entry);
      expect(problem.objective.value(heavier)).toBeGreaterThan(Number(facts["startLoss"]));
    }
  });
});

describe("initialisations by non-negative least squares", () => {
  it("give back the teacher's masses where its directions are among the candidates", () => {
    const { problem } = begin({ students: 3 });
    const rows = new Float64Array(8 * 5);
    rows.set(problem.teacher.directions.map((w) => 2 * w));
    rows.set(begin({ students: 5, start: "scaled" }).problem.start, 15);
    const { masses, loss } = bestMasses(engine, "abs", rows, problem.teacher, 5);
    for (let i = 0; i < 3; i++) expect(masses[i]).toBeCloseTo(0.5, 10);
    for (let i = 3; i < 8; i++) expect(masses[i]).toBeLessThan(1e-10);
    expect(loss).toBeLessThan(1e-14);
  });

  it.each(["random", "subspace"] as const)("fit the better the more directions there are (%s)", (start) => {
    const losses = [6, 24, 96, 384].map((students) => {
      const seeds = Array.from({ length: 5 }, (_, seed) => Number(begin({ students, start, dimension: 6 }, seed).facts["startLoss"]));
      return seeds.reduce((a, b) => a + b) / 5;
    });
    for (let k = 1; k < losses.length; k++) expect(losses[k]).toBeLessThan(0.7 * (losses[k - 1] as number));
  });

  it("agree with the loss of the network that they make", () => {
    const { problem, facts } = begin({ students: 24, start: "random" });
    const u = begin({ students: 24, start: "scaled" }).problem.start;
    const fitted = bestMasses(engine, "abs", u, problem.teacher, 5);
    const theta = u.map(
      (w, k) => w * Math.sqrt((fitted.masses[Math.floor(k / 5)] as number) / (rowNorms(u, 5)[Math.floor(k / 5)] as number)),
    );
    const objective = populationObjective(engine, problem.network, problem.teacher);
    expect(objective.value(theta)).toBeCloseTo(fitted.loss, 12);
    expect(Number(facts["startLoss"])).toBeGreaterThan(0);
    objective.close();
  });

  it("stay in the span of the teachers in Initialisation 2, and near it with samples", () => {
    const { problem } = begin({ students: 4, dimension: 8 });
    const order = { teacher: problem.teacher, students: 20, dimension: 8 };
    const outside = (samples: number): number => {
      const w = subspaceDirections(engine, rootKey("test", 1), { ...order, samples });
      // Gram–Schmidt on the teachers, then what is left of each direction.
      const basis: Float64Array[] = [];
      for (let i = 0; i < 3; i++) {
        const row = problem.teacher.directions.slice(8 * i, 8 * i + 8);
        for (const q of basis) {
          const along = rowDot(row, 0, q, 0, 8);
          for (let k = 0; k < 8; k++) row[k] = (row[k] as number) - along * (q[k] as number);
        }
        const norm = Math.sqrt(rowDot(row, 0, row, 0, 8));
        basis.push(row.map((x) => x / norm));
      }
      let out = 0;
      let all = 0;
      for (let j = 0; j < 20; j++) {
        const square = rowDot(w, j, w, j, 8);
        all += square;
        out += square - basis.reduce((sum, q) => sum + rowDot(w, j, q, 0, 8) ** 2, 0);
      }
      return out / all;
    };
    expect(Math.abs(outside(0))).toBeLessThan(1e-14);
    expect(outside(100_000)).toBeLessThan(0.01);
    expect(outside(100_000)).toBeGreaterThan(1e-8);
  });
});

describe("a setup", () => {
  it("refuses fewer students than teachers in the paper's words", () => {
    expect(() => begin({ students: 2 })).toThrow(
      /needs students ≥ teachers; got students = 2, teachers = 3 .*Theorem 3 is false below that/,
    );
    const [claim] = study.claims.filter(({ id }) => id === "theorem-4");
    expect(() => claim?.ensemble?.(resolveConfig(study, { students: 2 }), 1)).toThrow(/needs students ≥ teachers/);
  });

  it("refuses fresh samples of an inputs file", () => {
    const assets = new Map([["sha256:x", { x: { shape: [2, 5], data: new Float64Array(10).fill(1) } }]]);
    const config = resolveConfig(study, { inputs: "sha256:x", batch: 4 });
    expect(() => study.setup(config, { engine, key: rootKey(study.id, 1), assets })).toThrow(/batch/);
  });

  it("takes the mean over n samples for the loss, the same samples for every width, and tends to the expectation", () => {
    const lossAt = (set: Record<string, unknown>) => {
      const config = resolveConfig(study, set);
      const { problem, facts } = study.setup(config, { engine, key: rootKey(study.id, 1), assets: new Map() });
      return {
        law: facts["law"],
        value: problem.objective.value(problem.start),
        none: problem.objective.value(new Float64Array(problem.start.length)),
      };
    };
    const whole = lossAt({});
    const many = lossAt({ samples: 200_000 });
    expect([whole.law, many.law]).toEqual(["gaussian", "samples"]);
    expect(Math.abs(many.value / whole.value - 1)).toBeLessThan(0.02);
    // Students of norm zero leave half the mean square of the labels, which no width may change.
    expect(lossAt({ samples: 7, students: 24 }).none).toBe(lossAt({ samples: 7, students: 3 }).none);
    expect(lossAt({ samples: 8 }).none).not.toBe(lossAt({ samples: 7 }).none);
    expect(lossAt({}).value).toBe(whole.value);
  });

  it("refuses samples beside fresh samples or a file", () => {
    const assets = new Map([["sha256:x", { x: { shape: [2, 5], data: new Float64Array(10).fill(1) } }]]);
    for (const set of [{ batch: 4 }, { inputs: "sha256:x" }]) {
      const config = resolveConfig(study, { samples: 5, ...set });
      expect(() => study.setup(config, { engine, key: rootKey(study.id, 1), assets })).toThrow(/samples/);
    }
  });
});
