import { denseHessian, type Engine, norm, polish, populationObjective, resolveConfig, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { hiddenFamily, hiddenNetwork } from "../family/hidden.ts";
import { lowestFamily, lowestNetwork } from "../family/lowest.ts";
import { psi } from "../family/psi.ts";
import { solveRoot } from "../family/solve-root.ts";
import { levelsOf } from "../figures/levels.ts";
import study from "../index.ts";
import { bendOf, leastEigenvalue, splitNeuron } from "../observables/curvature.ts";
import { startsOf, unfinished } from "../reduce/starts.ts";
import { runOf } from "./support/run-of.ts";

const engine = await loadEngine();
const { math } = engine;
const context = { engine, key: rootKey(study.id, 1), assets: new Map() };
const network = (n: number, k: number) => ({ activation: "relu", parameterization: "plain", students: n, inputs: k }) as const;
const teachers = (k: number) => ({
  directions: Float64Array.from({ length: k * k }, (_, at) => (at % (k + 1) === 0 ? 1 : 0)),
  weights: new Float64Array(k).fill(1),
});

describe("families by reduced coordinates", () => {
  it("solve small systems to rounding", () => {
    const x = solveRoot(([a, b]) => [a * a + b * b - 5, a * b - 2], [1.5, 0.5]);
    expect(x[0]).toBeCloseTo(2, 13);
    expect(x[1]).toBeCloseTo(1, 13);
    for (const t of [0, 1e-8, 0.1, 0.299, 0.301, 2, 3.1]) expect(psi(math, t)).toBeCloseTo(engine.population.psi(t), 15);
  });

  it("have the losses of the brief to four digits", () => {
    for (const [k, low, hidden] of [
      [6, 0.025081, 0.05567],
      [10, 0.018702, 0.07664],
      [20, 0.011276, 0.10151],
    ]) {
      expect(Math.abs(lowestFamily(math, k).loss - low)).toBeLessThan(5e-7);
      expect(Math.abs(hiddenFamily(math, k).loss - hidden)).toBeLessThan(5e-6);
    }
    expect(1e4 * lowestFamily(math, 1e4).loss).toBeCloseTo(0.5 - 2 / Math.PI ** 2, 2);
  });

  it.each([4, 6, 9, 14])("are the loss and a stationary point of the whole problem at k = %i", (k) => {
    const objective = populationObjective(engine, network(k, k), teachers(k));
    for (const [family, w] of [
      [lowestFamily(math, k), lowestNetwork(k, lowestFamily(math, k).coordinates)],
      [hiddenFamily(math, k), hiddenNetwork(k, hiddenFamily(math, k).coordinates)],
    ] as const) {
      const gradient = new Float64Array(k * k);
      const loss = objective.gradient(w, gradient);
      expect(Math.abs(loss - family.loss)).toBeLessThan(family.rounding + objective.floor(w));
      expect(norm(gradient)).toBeLessThan(1e-14 * k);
      expect(family.gradient).toBeLessThan(1e-15 * k);
      // Polishing the whole problem from there stays there.
      const polished = polish(engine, objective, w, { to: 1e-14 });
      expect(Math.max(...polished.theta.map((entry, i) => Math.abs(entry - w[i])))).toBeLessThan(1e-12);
    }
    objective.close();
  });
});

describe("curvature", () => {
  it("of a split neuron is twice the bend along the direction that moves its halves apart", () => {
    const k = 6;
    const objective = populationObjective(engine, network(k, k), teachers(k));
    const w = lowestNetwork(k, lowestFamily(math, k).coordinates);
    const hessian = denseHessian(objective, w);
    expect(leastEigenvalue(engine, hessian, k * k)).toBeGreaterThan(0);
    const { neuron, bend } = bendOf(engine, hessian, k * k, k);
    expect(bend).toBeLessThan(0);
    const split = splitNeuron(engine, network(k, k), teachers(k), w, neuron);
    expect(split).toBeLessThanOrEqual(2 * bend + 1e-13);
    objective.close();
  });
});

describe("starts of safran2018spurious", () => {
  const starts = (change: Readonly<Record<string, unknown>>) => {
    const setup = study.setup(resolveConfig(study, change), context);
    setup.problem.objective.close();
    return setup.problem.start;
  };

  it("are the same alone and in a batch, by their numbers", () => {
    const many = starts({ teachers: 4, restarts: 5, first: 3 });
    for (let b = 0; b < 5; b++) {
      expect(Array.from(starts({ teachers: 4, restarts: 1, first: 3 + b }))).toEqual(Array.from(many.slice(16 * b, 16 * (b + 1))));
    }
  });

  it("have entries of variance 1/d", () => {
    const entries = starts({ teachers: 16, restarts: 50 });
    const variance = entries.reduce((sum, w) => sum + w * w, 0) / entries.length;
    expect(variance * 16).toBeGreaterThan(0.95);
    expect(variance * 16).toBeLessThan(1.05);
  });

  it("refuse what does not exist", () => {
    expect(() => starts({ start: "split" })).toThrow(/split needs 1 extra students; got 0.*Set extra = 1/);
    expect(() => starts({ start: "lowest", extra: 1 })).toThrow(/lowest needs 0 extra students/);
    expect(() => starts({ start: "hidden", teachers: 3 })).toThrow(/begin at four teachers/);
  });
});

describe("runs of safran2018spurious", () => {
  it("follow the protocol: descent to 1e-9, then Newton's method to the floor, classified by loss and Hessian", { timeout: 60_000 }, () => {
    const run = runOf(engine, { teachers: 8, restarts: 40, recordsPerDecade: 2 });
    expect(run.outcome.kind).toBe("settled");
    const starts = startsOf([run]);
    const stuck = starts.filter(({ bad }) => bad);
    expect(starts.every(({ finished }) => finished)).toBe(true);
    expect(unfinished(starts)).toEqual({});
    expect(stuck.length).toBeGreaterThan(0);
    expect(stuck.length).toBeLessThan(20);
    for (const { loss, gradient, curvature, bad, structure, bend, splitCurvature } of starts) {
      expect(gradient).toBeLessThan(1e-13);
      expect(curvature).toBeGreaterThan(0);
      expect(loss < 1e-14 || loss > 0.02).toBe(true);
      if (bad) expect(splitCurvature).toBeLessThanOrEqual(2 * bend + 1e-12);
      else expect(structure).toBeLessThan(1e-12);
    }
    expect(levelsOf(stuck.map(({ loss }) => loss))[0]?.loss).toBeCloseTo(lowestFamily(math, 8).loss, 10);
  });

  it("count a start that has not settled as unfinished, neither good nor bad", () => {
    const starts = startsOf([runOf(engine, { teachers: 6, restarts: 3, steps: 50 })]);
    expect(starts.map(({ finished, bad }) => [finished, bad])).toEqual([
      [false, false],
      [false, false],
      [false, false],
    ]);
    expect(unfinished(starts).left).toBe("unfinished and left out: 3 at k = 6, n = 6 of 3 starts");
  });

  it("fall back to a spurious minimum from next to it, and away from it once a neuron is split", () => {
    const common = { teachers: 8, perturbation: 1e-3, recordsPerDecade: 2 } as const;
    const [back] = startsOf([runOf(engine, { ...common, start: "lowest" })]);
    expect(back.loss).toBeCloseTo(lowestFamily(math, 8).loss, 12);
    const [away] = startsOf([runOf(engine, { ...common, start: "split", extra: 1, enough: 1e-4 })]);
    expect(away.finished && away.loss <= 1e-4).toBe(true);
  });

  it("leave a start where its loss says that it has found the teachers, with more students than teachers", () => {
    const starts = startsOf([runOf(engine, { teachers: 6, extra: 2, restarts: 5, enough: 5e-4 })]);
    for (const { finished, loss, curvature } of starts) {
      expect(finished && loss <= 5e-4).toBe(true);
      expect(curvature).toBeNaN();
    }
  });

  it("give the spectrum of a single start, whose least eigenvalue at the teachers is 1/4 − 1/(2π)", () => {
    const run = runOf(engine, { teachers: 5, start: "teachers" });
    const spectrum = run.samples.at(-1)?.values["spectrum"] as readonly number[];
    expect(spectrum.length).toBe(25);
    expect(spectrum.at(-1)).toBeCloseTo(0.25 - 1 / (2 * Math.PI), 12);
  });

  it("give the spectrum at the lowest family of twenty teachers, most of whose 400 eigenvalues are equal", { timeout: 60_000 }, () => {
    const run = runOf(engine, { teachers: 20, start: "lowest" });
    const spectrum = run.samples.at(-1)?.values["spectrum"] as readonly number[];
    expect(spectrum.length).toBe(400);
    expect(spectrum.at(-1)).toBeCloseTo(0.055_092_581_419, 11);
    expect(spectrum[0]).toBeCloseTo(5.685_553_827_146, 10);
  });

  it("draw the first start's neurons in two and three dimensions, and not beyond", () => {
    for (const k of [2, 3, 4]) {
      const { problem } = study.setup(resolveConfig(study, { teachers: k, extra: 1, restarts: 2 }), context);
      const cloud = study.lab.neurons?.(problem, problem.start);
      if (k === 4) expect(cloud).toBeUndefined();
      else
        expect([cloud?.inputs, cloud?.students.length, cloud?.masses.length, cloud?.teachers.length]).toEqual([
          k,
          (k + 1) * k,
          k + 1,
          k * k,
        ]);
      problem.objective.close();
    }
  });
});

describe("figures of safran2018spurious", () => {
  it("show fractions with their intervals, levels with their counts, and the courses of a few starts", () => {
    const records = [
      runOf(engine, { teachers: 8, restarts: 40, recordsPerDecade: 2 }),
      runOf(engine, { teachers: 6, extra: 1, restarts: 20, enough: 5e-4, recordsPerDecade: 2 }),
    ];
    const figures = study.figures(records, [], math);
    expect(figures.map(({ id }) => id).slice(0, 2)).toEqual(["stuck", "levels"]);
    const [stuck, levels] = figures;
    if (stuck?.kind !== "lines") throw new Error("fractions are lines");
    for (const { y, low, high } of stuck.series) {
      y.forEach((value, at) => {
        expect(value).toBeGreaterThanOrEqual(low?.[at] ?? value);
        expect(value).toBeLessThanOrEqual(high?.[at] ?? value);
      });
    }
    expect(levels?.caption).toMatch(/k = 8: 0\.02151 \(\d+\)/);
    expect(study.figures([runOf(engine, { teachers: 2, restarts: 3 })], [], math).map(({ id }) => id)).toEqual(["course", "plane"]);
  });

  it("of the experiments come from their trials at the smoke scale", { timeout: 120_000 }, () => {
    const smoke = resolveConfig(study, { scale: "smoke" });
    for (const experiment of study.experiments) {
      const records = experiment.trials(smoke, 1).map((trial) => runOf(engine as Engine, trial.config, trial.seed));
      expect(experiment.figures(records, math).length, experiment.id).toBeGreaterThan(0);
      expect(experiment.figures([], math), experiment.id).toEqual([]);
    }
  });
});
