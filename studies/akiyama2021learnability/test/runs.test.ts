import { neurons, resolveConfig, rootKey, type Sample, type SphereFunction, startSolve } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { gridOf } from "../certificate/grid.ts";
import { searchedMaximum } from "../certificate/searched-maximum.ts";
import type { Config } from "../config.ts";
import study from "../index.ts";
import { certificateAxes } from "../observables/certificate.ts";
import { type AkiyamaProblem, certificateAt } from "../problem.ts";

const engine = await loadEngine();
const begin = (change: Partial<Config>, seed = 1) =>
  study.setup(resolveConfig(study, change), { engine, key: rootKey(study.id, seed), assets: new Map() });
const run = (change: Partial<Config>, seed = 1) => {
  const setup = begin(change, seed);
  const solve = startSolve(setup, engine, study.observables);
  const samples: Sample[] = [];
  while (solve.outcome === undefined) samples.push(...solve.advance(100_000));
  return { setup, samples, theta: solve.state.theta, last: samples.at(-1) as Sample };
};
const at = (sample: Sample, name: keyof typeof certificateAxes) => (sample.values["certificate"] as number[])[certificateAxes[name]];

/** Unit vectors evenly around the circle, or along a spiral that spreads them evenly over the sphere. */
const evenGrid = (d: number, count: number): Float64Array => {
  const out = new Float64Array(d * count);
  for (let i = 0; i < count; i++) {
    if (d === 2) out.set([Math.cos((2 * Math.PI * i) / count), Math.sin((2 * Math.PI * i) / count)], 2 * i);
    else {
      const height = 1 - (2 * i + 1) / count;
      const turn = i * Math.PI * (3 - Math.sqrt(5));
      const radius = Math.sqrt(1 - height * height);
      out.set([radius * Math.cos(turn), radius * Math.sin(turn), height], 3 * i);
    }
  }
  return out;
};

describe("runs", () => {
  it.each([
    ["norm-dependent", "fixed", "gaussian"],
    ["mirror", "fixed", "gaussian"],
    ["constant", "fixed", "gaussian"],
    ["norm-dependent", "trained", "gaussian"],
    ["constant", "trained", "sphere"],
  ] as const)("with one teacher and λ = 0.05 have mass 1 − 2λ, loss λ² and max |η| = 1 to 1e-6: %s, %s", (rule, weights, law) => {
    const { last } = run({
      dimension: 3,
      teachers: 1,
      students: 10,
      rule,
      weights,
      law,
      step: rule === "constant" ? 0.1 : 0.4,
      steps: 8000,
      recordsPerDecade: 2,
    });
    expect(Math.abs((last.values["totalVariation"] as number) - 0.9)).toBeLessThan(1e-6);
    expect(Math.abs((last.values["fit"] as number) - 0.0025)).toBeLessThan(1e-6);
    expect(Math.abs(at(last, "top") - 1)).toBeLessThan(1e-6);
    expect(Math.abs(at(last, "gap"))).toBeLessThan(1e-7);
  });

  it.each([2, 3])("have a certificate whose maximum over the grid is the one that was searched, d = %d", (d) => {
    const { last, theta, setup } = run({ dimension: d, teachers: 2, signs: "alternating", lambda: 0.02, steps: 400, recordsPerDecade: 1 });
    const v = certificateAt(engine, setup.problem as AkiyamaProblem, theta);
    const grid = gridOf(engine.math, d) as Float64Array;
    const values = new Float64Array(grid.length / d);
    v?.values(grid, values);
    expect([...values]).toEqual(last.values["certificateOnGrid"]);
    const [most, least] = [Math.max(...values), Math.min(...values)];
    expect(at(last, "top")).toBeGreaterThanOrEqual(most);
    expect(at(last, "bottom")).toBeGreaterThanOrEqual(-least);
    // The grid's cells are at most 7.5° wide; the certificate is curved by a few units.
    expect(at(last, "top") - most).toBeLessThan(0.02 * at(last, "top"));
    expect(at(last, "bottom") + least).toBeLessThan(0.02 * at(last, "bottom"));
  });

  it.each([
    [2, 40_000],
    [3, 400_000],
  ])("have a certificate whose maximiser is that of brute force over a fine grid, d = %d", (d, count) => {
    for (const [steps, signs] of [
      [3, "equal"],
      [30, "alternating"],
      [2000, "alternating"],
    ] as const) {
      const { theta, setup } = run({ dimension: d, teachers: 2, signs, lambda: 0.02, steps, recordsPerDecade: 1 });
      const { teacher, network } = setup.problem as AkiyamaProblem;
      const v = certificateAt(engine, setup.problem as AkiyamaProblem, theta) as SphereFunction;
      const { masses, directions } = neurons(network, theta);
      const { top, bottom } = searchedMaximum(engine, v, directions, teacher.directions);
      const grid = evenGrid(d, count);
      const values = new Float64Array(count);
      v.values(grid, values);
      // η = (1/λ) Σ c_k κ(angle to neuron k), |κ''| ≤ ½ along the sphere: a maximum falls by at most this over the way to the nearest grid point.
      const bend = (masses.reduce((sum, mass) => sum + Math.abs(mass), 0) + 2) / 2 / 0.02;
      const reach = d === 2 ? Math.PI / count : 2 * Math.sqrt((4 * Math.PI) / count);
      for (const [found, sign] of [
        [top, 1],
        [bottom, -1],
      ] as const) {
        const most = values.reduce((best, value, at) => (sign * value > sign * values[best] ? at : best), 0);
        const direction = grid.subarray(d * most, d * most + d);
        expect(found.value).toBeGreaterThanOrEqual(sign * values[most] - v.rounding);
        expect(found.value - sign * values[most]).toBeLessThanOrEqual((bend * reach * reach) / 2 + v.rounding);
        const chord = Math.hypot(...found.at.map((entry, k) => entry - direction[k]));
        expect(chord, `the maximiser of ${sign}η after ${steps} steps`).toBeLessThan(8 * reach);
      }
    }
  });

  it("have a duality gap above the distance to the minimum, all the way", () => {
    const { setup, samples } = run({ steps: 3000 });
    for (const sample of samples) {
      const excess = (sample.values["loss"] as number) - (setup.facts["minimum"] as number);
      expect(at(sample, "gap")).toBeGreaterThanOrEqual(excess - at(sample, "gapRounding"));
      expect(at(sample, "gap")).toBeGreaterThanOrEqual(-at(sample, "gapRounding"));
    }
  });

  it("on samples settle near a certificate of the data", () => {
    const { last } = run({ dimension: 3, samples: 400, law: "sphere", lambda: 0.1, steps: 4000, recordsPerDecade: 1 });
    expect(at(last, "top")).toBeGreaterThan(0.99);
    expect(at(last, "top")).toBeLessThan(1.02);
  });

  it("without a penalty have no certificate", () => {
    const { last } = run({ lambda: 0, steps: 10 });
    expect(last.values["certificate"]).toBeNull();
  });
});

describe("settings", () => {
  it("refuse what cannot be, with what to do", () => {
    expect(() => begin({ teachers: 5 })).toThrow(/at most dimension = 4 to be orthonormal; got 5.*directions = random/);
    expect(() => begin({ rule: "mirror", weights: "trained" })).toThrow(/mirror form needs weights = fixed.*norm-dependent/);
    expect(() => begin({ dimension: 2, teachers: 9, directions: "random", separation: 90 })).toThrow(/could not be drawn that far apart/);
  });

  it("start the students where they say", () => {
    const masses = (change: Partial<Config>) => {
      const { problem } = begin(change);
      const theta = problem.start;
      return Array.from(
        { length: 20 },
        (_, j) => Math.hypot(...theta.subarray(4 * j, 4 * j + 4)) * Math.abs(change.weights === "trained" ? theta[80 + j] : 1),
      );
    };
    for (const change of [{}, { weights: "trained" as const }, { start: "bundle" as const }, { start: "teachers" as const }]) {
      for (const mass of masses(change)) expect(mass).toBeCloseTo(0.05, 12);
    }
  });
});
