import { fold, normal, resolveConfig, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { expressivity } from "../claims/expressivity.ts";
import { rankSizes } from "../claims/rank.ts";
import type { Config } from "../config.ts";
import study from "../index.ts";
import { leftOver, rangeOf, spectrumOf } from "../jacobian.ts";
import { fact, lastOf, numberOf } from "../reduce/values.ts";
import { startOf } from "../start.ts";
import { radiusSweep } from "../sweeps.ts";
import { runOf } from "./support.ts";

const engine = await loadEngine();
const key = rootKey("zhang tests", 1);
const defaults = resolveConfig(study, {});
const draw = (name: string, length: number): Float64Array => {
  const out = new Float64Array(length);
  normal(engine.math, fold(key, name), out);
  return out;
};
const context = (seed: number) => ({ engine, key: rootKey(study.id, seed), assets: new Map() });

describe("the Jacobian at the mirrored start", () => {
  it.each(rankSizes.default)("has rank min(n, md/2), clear of its threshold (n = $n, d = $d, m = $m)", ({ n, d, m }) => {
    for (const activation of ["tanh", "softplus"] as const) {
      const theta = startOf(engine.math, fold(key, "start"), "mirrored", m, d);
      const { values, threshold, rank } = spectrumOf(engine, { activation, theta, students: m, inputs: d, x: draw(`x ${d}`, n * d) });
      const wanted = Math.min(n, (m * d) / 2);
      expect(rank).toBe(wanted);
      // No value is near the threshold: at md/2 = n, where the last one is tiny, it still is 10⁶ times as large.
      expect(values[wanted - 1]).toBeGreaterThan(1e6 * threshold);
      if (wanted < n) expect(values[wanted]).toBeLessThan(threshold / 8);
    }
  });

  it("leaves of a vector what least squares leaves, and nothing of a vector in its range", () => {
    const [n, d, m] = [20, 3, 8];
    const theta = startOf(engine.math, fold(key, "start"), "mirrored", m, d);
    const place = { activation: "tanh", theta, students: m, inputs: d, x: draw("x", n * d) } as const;
    const basis = rangeOf(engine, place);
    expect(basis.length).toBe(12);
    const y = draw("y", n);
    const combined = new Float64Array(n);
    basis.forEach((direction, k) => direction.forEach((entry, i) => (combined[i] = (combined[i] as number) + (k + 1) * entry)));
    expect(leftOver(basis, combined)).toBeLessThan(1e-28);
    const square = (vector: Float64Array) => vector.reduce((sum, entry) => sum + entry * entry, 0);
    const inside = basis.reduce((sum, direction) => sum + direction.reduce((dot, entry, i) => dot + entry * (y[i] as number), 0) ** 2, 0);
    expect(leftOver(basis, y) * n).toBeCloseTo(square(y) - inside, 12);
  });
});

describe("the constructed network", () => {
  it.each([1, 2, 3])(
    "fits to 1e-10 at every size of the default scale, at seed %i",
    (seed) => {
      const values = expressivity.construct?.(defaults, context(seed)) ?? [];
      expect(values.length).toBe(24);
      for (const { run, value } of values) expect(value, run).toBeLessThan(1e-10);
    },
    60_000,
  );
});

describe("constrained training with md/2 = 1.5 n", () => {
  it("comes to a mean squared error below 1e-15 and a KKT residual below 1e-8 at every radius", { timeout: 120_000 }, () => {
    const trials = radiusSweep(defaults, 1).filter(({ seed }) => seed === 1000);
    expect(trials.length).toBe(8);
    for (const trial of trials) {
      const record = runOf(engine, trial);
      const last = lastOf(record);
      expect(fact(record, "load")).toBe(1.5);
      expect(2 * numberOf(last, "loss"), `ε = ${trial.config.radius}`).toBeLessThan(1e-15);
      expect(numberOf(last, "kktResidual"), `ε = ${trial.config.radius}`).toBeLessThan(1e-8);
      for (const sample of record.samples) {
        expect(numberOf(sample, "movement")).toBeLessThanOrEqual(1 + 1e-11);
        // −∞ at the start is written as null.
        expect(numberOf(sample, "rise") > 0).toBe(false);
      }
    }
  });

  it("stalls with one common step, which is why each layer has its own", () => {
    const mse = (blockScaled: boolean) =>
      2 *
      numberOf(
        lastOf(runOf(engine, { config: { ...defaults, radius: 0.05, blockScaled, spectrum: "never", steps: 2000 }, seed: 3 })),
        "loss",
      );
    expect(mse(true)).toBeLessThan(1e-12);
    expect(mse(false)).toBeGreaterThan(1e-3);
  });
});

describe("below the threshold", () => {
  it("output weights keep growing and no KKT point is reached", () => {
    const record = runOf(engine, { config: { ...defaults, students: 6, spectrum: "never", steps: 8000, recordsPerDecade: 10 }, seed: 2 });
    const at = (iteration: number) => record.samples.find((sample) => sample.iteration >= iteration);
    expect(numberOf(at(8000), "largestWeight")).toBeGreaterThan(1.1 * numberOf(at(1000), "largestWeight"));
    expect(numberOf(at(8000), "kktResidual")).toBeGreaterThan(1e-6);
  });
});

describe("settings that make no run", () => {
  const run =
    (change: Partial<Config>, assets = new Map()) =>
    () =>
      study.setup(resolveConfig(study, { ...defaults, ...change }), { ...context(1), assets });
  it.each<[string, Partial<Config>, RegExp]>([
    ["an odd width", { students: 7 }, /students: must be even, as every neuron has a mirror image; got 7. Take 8/],
    ["a region around a standard start", { start: "standard" }, /the region is around a mirrored start; got "standard"/],
    ["labels of a file that is not there", { labels: "file" }, /labels of a file need one/],
    ["inputs that were not loaded", { inputs: "sha256:none" }, /inputs file/],
  ])("%s", (_, change, says) => {
    expect(run(change)).toThrow(says);
  });

  it("takes its samples from a file, and says when labels are missing", () => {
    const x = { shape: [6, 2], data: draw("file", 12) };
    const assets = new Map([["sha256:x", { x }]]);
    expect(run({ inputs: "sha256:x", labels: "file" }, assets)).toThrow(/the inputs file must hold y/);
    const setup = run({ inputs: "sha256:x", students: 4 }, assets)();
    expect(setup.facts).toMatchObject({ n: 6, d: 2, m: 4, law: "data" });
    setup.problem.objective.close();
  });
});

describe("figures", () => {
  it("of the experiments come from their trials at the smoke scale, with finite numbers", { timeout: 60_000 }, () => {
    const smoke = resolveConfig(study, { scale: "smoke", samples: 20, dimension: 4 });
    for (const experiment of study.experiments) {
      const records = experiment.trials(smoke, 1).map((trial) => runOf(engine, trial));
      const figures = experiment.figures(records, engine.math);
      expect(figures.length, experiment.id).toBeGreaterThan(0);
      for (const figure of figures) {
        if (figure.kind !== "lines") continue;
        expect(figure.series.length, figure.id).toBeGreaterThan(0);
        for (const { x, y } of figure.series) for (const value of [...x, ...y]) expect(Number.isFinite(value), figure.id).toBe(true);
      }
    }
  });

  it("of a narrow run are these", async () => {
    const wasm = await loadEngine({ backend: "wasm" });
    const record = runOf(wasm, {
      config: { ...defaults, samples: 8, dimension: 2, students: 12, steps: 60, recordsPerDecade: 5 },
      seed: 1,
    });
    const rounded = (_key: string, value: unknown) =>
      _key === "runs" ? undefined : typeof value === "number" ? Number(value.toPrecision(3)) : value;
    expect(JSON.parse(JSON.stringify(study.figures([record], [], wasm.math), rounded))).toMatchSnapshot();
  });

  it("of one run are its loss and its projected gradient", () => {
    const record = runOf(engine, { config: { ...defaults, samples: 12, dimension: 3, students: 12, steps: 200 }, seed: 1 });
    expect(study.figures([record], [], engine.math).map(({ id }) => id)).toEqual(["loss", "kkt-residual"]);
  });
});

describe("mini-batch descent", () => {
  const batched = {
    ...defaults,
    samples: 12,
    dimension: 3,
    students: 6,
    spectrum: "never",
    start: "standard",
    method: "stochastic",
    steps: 5,
  } as const;

  it("on all samples at once is gradient descent with the same step", () => {
    const setup = study.setup({ ...batched, batch: 100 }, context(1));
    const { problem, dynamics } = setup;
    const gradient = new Float64Array(problem.start.length);
    let theta = problem.start.slice();
    let state = dynamics.init(problem, key);
    for (let step = 0; step < 5; step++) {
      (problem.objective as unknown as { gradient(at: Float64Array, out: Float64Array): number }).gradient(theta, gradient);
      theta = theta.map((entry, k) => entry - 0.1 * (gradient[k] as number));
      state = dynamics.step(problem, state);
    }
    state.theta.forEach((entry, k) => expect(Math.abs(entry - (theta[k] as number))).toBeLessThan(1e-13));
    problem.objective.close();
  });

  it("draws other batches at every step, the same for the same seed", () => {
    const run = (seed: number) =>
      runOf(engine, { config: { ...batched, batch: 3, steps: 50 }, seed }).samples.map((sample) => numberOf(sample, "loss"));
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    expect(
      Math.max(
        ...run(1)
          .slice(1)
          .map((loss, i) => loss - (run(1)[i] as number)),
      ),
    ).toBeGreaterThan(0);
  });
});
