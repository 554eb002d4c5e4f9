import { gradientDescent, populationObjective, resolveConfig, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import type { Config } from "../config.ts";
import study from "../index.ts";
import { phase3 } from "../reduce/phase-3.ts";
import { discreteRate, rates } from "../reduce/rates.ts";
import { listOf, numberOf } from "../reduce/values.ts";
import { startOf } from "../start/start.ts";
import { runOf } from "./support/run-of.ts";

const engine = await loadEngine();
const { math } = engine;
const context = (seed: number) => ({ engine, key: rootKey(study.id, seed), assets: new Map() });

describe("starts of xu2023overparameterization", () => {
  const start = (change: Partial<Config>, seed = 1) => startOf(resolveConfig(study, change), context(seed));

  it("are copies where they are equal, and differ across v alone where they are perturbed", () => {
    const equal = start({ start: "equal", students: 3, dimension: 4 });
    expect(Array.from(equal.slice(4, 8))).toEqual(Array.from(equal.slice(0, 4)));
    const perturbed = start({ start: "perturbed", students: 3, dimension: 4, perturbation: 1e-3 });
    for (const i of [0, 1, 2]) expect(perturbed[4 * i]).toBe(equal[0]);
    const apart = Math.hypot(...[1, 2, 3].map((k) => perturbed[k] - equal[k]));
    expect(apart).toBeGreaterThan(1e-4);
    expect(apart).toBeLessThan(1e-2);
  });

  it("lie along v, or mirror each other in it, where they are asked to", () => {
    const parallel = start({ start: "parallel", students: 3, dimension: 3, sigma: 0.1, teacherNorm: 2 });
    parallel.forEach((entry, k) => (k % 3 === 0 ? expect(entry).toBeGreaterThan(0.19) : expect(entry).toBe(0)));
    const mirror = start({ start: "mirror", students: 2, dimension: 3 });
    expect(Array.from(mirror.slice(3))).toEqual([mirror[0], -mirror[1], 0]);
    expect(() => start({ start: "mirror", students: 3 })).toThrow(/a mirror start has two students; got 3/);
  });

  it("have the standard deviation that was asked for", () => {
    const theta = start({ start: "random", students: 100, dimension: 100, sigma: 0.3, teacherNorm: 2 });
    const deviation = Math.sqrt(theta.reduce((sum, w) => sum + w * w, 0) / theta.length);
    expect(deviation / 0.6).toBeGreaterThan(0.97);
    expect(deviation / 0.6).toBeLessThan(1.03);
  });
});

describe("closed forms of xu2023overparameterization", () => {
  it("have the loss of a mirror pair: ¼(2a − 1)² + (1/4π)(2n²ψ(2t) − 4nψ(t))", () => {
    const psi = (t: number) => Math.sin(t) - t * Math.cos(t);
    const objective = populationObjective(
      engine,
      { activation: "relu", parameterization: "plain", students: 2, inputs: 2 },
      { directions: Float64Array.of(1, 0), weights: Float64Array.of(1) },
    );
    for (const [a, b] of [
      [0.3, 0.2],
      [0.5, 0.05],
      [-0.2, 0.7],
    ]) {
      const n = Math.hypot(a, b);
      const t = Math.atan2(b, a);
      const expected = (2 * a - 1) ** 2 / 4 + (2 * n * n * psi(Math.min(2 * t, 2 * Math.PI - 2 * t)) - 4 * n * psi(t)) / (4 * Math.PI);
      expect(objective.value(Float64Array.of(a, b, a, -b))).toBeCloseTo(expected, 14);
    }
    objective.close();
  });

  it("have the gradient of the paper's equation 4", () => {
    const d = 3;
    const w = [Float64Array.of(0.3, -0.2, 0.5), Float64Array.of(-0.1, 0.4, 0.2)];
    const v = Float64Array.of(1, 0, 0);
    const objective = populationObjective(
      engine,
      { activation: "relu", parameterization: "plain", students: 2, inputs: d },
      { directions: v, weights: Float64Array.of(1) },
    );
    const gradient = new Float64Array(2 * d);
    objective.gradient(Float64Array.from([...w[0], ...w[1]]), gradient);
    const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, entry, k) => sum + entry * y[k], 0);
    const size = (x: Float64Array) => Math.sqrt(dot(x, x));
    const angle = (x: Float64Array, y: Float64Array) => Math.acos(Math.min(1, dot(x, y) / (size(x) * size(y))));
    for (const i of [0, 1]) {
      for (let k = 0; k < d; k++) {
        let expected = (w[0][k] + w[1][k] - v[k]) / 2;
        const hat = w[i][k] / size(w[i]);
        for (const j of [0, 1]) {
          if (j !== i) expected += (size(w[j]) * Math.sin(angle(w[i], w[j])) * hat - angle(w[i], w[j]) * w[j][k]) / (2 * Math.PI);
        }
        expected -= (Math.sin(angle(w[i], v)) * hat - angle(w[i], v) * v[k]) / (2 * Math.PI);
        expect(gradient[i * d + k]).toBeCloseTo(expected, 13);
      }
    }
    objective.close();
  });

  it("have the rates −1.0536 of one student and −3.567 of three equal ones at η = 0.2", () => {
    expect(discreteRate(math, 1, 0.2)).toBeCloseTo(Math.log(0.81) / 0.2, 14);
    expect(discreteRate(math, 3, 0.2)).toBeCloseTo(Math.log(0.49) / 0.2, 14);
    for (const [change, k] of [
      [{ start: "random", students: 1 }, 1],
      [{ start: "equal", students: 3 }, 3],
    ] as const) {
      const run = runOf(engine, { ...change, step: 0.2, steps: 1000 });
      const found = rates({ records: [run], constructed: [], math });
      expect(found.length).toBeGreaterThan(5);
      // The loss is a quadratic and terms of the next degree in √L, whose factor is of order 1.
      for (const { x = 1, value, rounding = 0 } of found)
        expect(Math.abs(value - discreteRate(math, k, 0.2))).toBeLessThan(rounding + 10 * x);
      expect(Math.min(...found.map(({ x = 1, rounding = 0 }) => rounding + 10 * x))).toBeLessThan(1e-4);
    }
  });

  it("bring t³L of a mirror pair nearer to π²/6 at t = 200, 2000 and 20 000", () => {
    const run = runOf(engine, { start: "mirror", students: 2, step: 0.2, steps: 100_000, recordsPerDecade: 10, lossFloor: 0 });
    const gaps = [200, 2000, 20_000].map((time) => {
      const sample = run.samples.reduce((a, b) => (Math.abs(b.time - time) < Math.abs(a.time - time) ? b : a));
      return Math.abs(sample.time ** 3 * numberOf(sample, "loss") - Math.PI ** 2 / 6);
    });
    // The next term is of order 1/t, a factor of 10 from one to the next.
    expect(gaps[1]).toBeLessThan(gaps[0] / 5);
    expect(gaps[2]).toBeLessThan(gaps[1] / 5);
  });
});

describe("runs of xu2023overparameterization", () => {
  it("go from aligned and grown to slow: t⁻³ for two students, exponential for one", () => {
    const two = runOf(engine, { students: 2, steps: 100_000 });
    const [from, to] = [two.samples.find(({ time }) => time >= 500), two.samples.at(-1)];
    const slope = Math.log(numberOf(to as never, "loss") / numberOf(from as never, "loss")) / Math.log((to?.time ?? 1) / (from?.time ?? 1));
    expect(slope).toBeLessThan(-2.8);
    expect(slope).toBeGreaterThan(-3.1);
    for (const angle of listOf(to as never, "teacherAngles")) expect(angle).toBeLessThan(0.01);
    const one = runOf(engine, { students: 1, steps: 100_000 });
    expect(one.outcome.kind).toBe("reached");
    expect(one.outcome.time).toBeLessThan(60);
    expect(two.outcome.kind).toBe("out of steps");
  });

  it("begin phase 3 where the students have grown to the teacher for good", () => {
    const run = runOf(engine, { students: 3, steps: 10_000 });
    const samples = phase3(run);
    expect(samples.length).toBeGreaterThan(20);
    for (const sample of samples) expect(Math.abs(numberOf(sample, "share") - 1)).toBeLessThanOrEqual(0.1);
    const before = run.samples[run.samples.indexOf(samples[0]) - 1];
    expect(Math.abs(numberOf(before, "share") - 1)).toBeGreaterThan(0.1);
  });

  it("take ten million steps of two students in ten dimensions in well under a minute", { timeout: 300_000 }, () => {
    const config = resolveConfig(study, { students: 2, steps: 10_000_000, lossFloor: 0 });
    const { problem } = study.setup(config, context(1));
    const dynamics = gradientDescent({ step: config.step });
    const steps = 200_000;
    const begun = process.cpuUsage();
    dynamics.advance(problem, dynamics.init(problem, context(1).key), steps, { value: Number.NEGATIVE_INFINITY });
    const { user, system } = process.cpuUsage(begun);
    problem.objective.close();
    // Processor time, so that whatever else the machine does counts for nothing.
    expect(((user + system) / 1e6 / steps) * config.steps).toBeLessThan(60);
  });

  it("draw the neurons in two and three dimensions, and not beyond", () => {
    for (const dimension of [2, 3, 4]) {
      const { problem } = study.setup(resolveConfig(study, { dimension, students: 3 }), context(1));
      const cloud = study.lab.neurons?.(problem, problem.start);
      if (dimension === 4) expect(cloud).toBeUndefined();
      else
        expect([cloud?.inputs, cloud?.students.length, cloud?.masses.length, cloud?.folded]).toEqual([dimension, 3 * dimension, 3, false]);
      problem.objective.close();
    }
  });
});

describe("figures of xu2023overparameterization", () => {
  it("are finite, name their runs and hold a predicted line", () => {
    const records = [2, 3].flatMap((students) =>
      [1, 2].map((seed) => runOf(engine, { students, steps: 3000, recordsPerDecade: 10 }, seed)),
    );
    const figures = study.figures(records, [], math);
    expect(figures.map(({ id }) => id)).toEqual(["loss", "local-slope", "gradient", "potential"]);
    for (const figure of figures) {
      expect(figure.runs).toEqual(records.map(({ id }) => id));
      if (figure.kind !== "lines") continue;
      expect(figure.series.some(({ role }) => role === "predicted")).toBe(true);
      for (const { x, y } of figure.series) for (const value of [...x, ...y]) expect(Number.isFinite(value)).toBe(true);
    }
    expect(study.figures([runOf(engine, { dimension: 2, steps: 300 })], [], math).map(({ id }) => id)).toContain("plane");
  });

  it("of the experiments come from their trials at the smoke scale", { timeout: 60_000 }, () => {
    const smoke = resolveConfig(study, { scale: "smoke" });
    for (const experiment of study.experiments) {
      const records = experiment.trials(smoke, 1).map((trial) => runOf(engine, trial.config, trial.seed));
      const figures = experiment.figures(records, math);
      expect(figures.length, experiment.id).toBeGreaterThan(1);
      expect(experiment.figures([], math), experiment.id).toEqual([]);
    }
  });
});
