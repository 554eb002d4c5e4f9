import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeNetwork, outputsOf } from "../../src/narrow/compose-network.ts";
import { narrowStudy } from "../../src/narrow/narrow-study.ts";
import { applyPreparation, learnPreparation } from "../../src/narrow/prepare-samples.ts";
import { narrowest, nextWidth } from "../../src/narrow/search-widths.ts";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { resolveConfig } from "../../src/schema/resolve-config.ts";
import { startSolve } from "../../src/solve/solve.ts";
import { engines } from "../support/engines.ts";

describe("the search for the narrowest width", () => {
  /** All that is tried where every width from `least` on reaches the target. */
  const search = (least: number, most: number): Map<number, boolean> => {
    const tried = new Map<number, boolean>();
    for (let width = nextWidth(tried, most); width !== undefined; width = nextWidth(tried, most)) {
      expect(tried.has(width), "nothing is tried twice").toBe(false);
      expect(width % 2).toBe(0);
      tried.set(width, width >= least);
    }
    return tried;
  };

  it("finds the least even width that reaches the target, with few tries", () => {
    for (let least = 1; least <= 64; least++) {
      const tried = search(least, 64);
      expect(narrowest(tried)).toBe(Math.max(2, 2 * Math.ceil(least / 2)));
      expect(tried.size).toBeLessThanOrEqual(11);
    }
  });

  it("says that there is none after the largest width", () => {
    expect(narrowest(search(100, 48))).toBeUndefined();
    expect([...search(100, 48).keys()]).toEqual([2, 4, 8, 16, 32, 48]);
  });

  it("ends, whatever widths do", () => {
    fc.assert(
      fc.property(fc.func(fc.boolean()), fc.integer({ min: 1, max: 100 }), (met, half) => {
        const tried = new Map<number, boolean>();
        for (let width = nextWidth(tried, 2 * half); width !== undefined; width = nextWidth(tried, 2 * half)) {
          expect(tried.has(width)).toBe(false);
          tried.set(width, met(width));
        }
        expect(tried.size).toBeLessThanOrEqual(2 * half);
      }),
    );
  });
});

describe.each((await engines()).filter(([name]) => name !== "reference"))("narrow training on %s", (_name, engine) => {
  const key = rootKey("narrow", 1);
  const n = 60;
  const d = 7;
  const x = new Float64Array(n * d);
  normal(engine.math, fold(key, "x"), x);
  // One input is constant and one copies another: both directions go.
  for (let i = 0; i < n; i++) {
    x[i * d + 3] = 2;
    x[i * d + 5] = x[i * d] as number;
  }
  const y = Float64Array.from({ length: n }, (_, i) => 3 + 2 * (x[i * d] as number));

  it("prepares inputs without correlation, of mean 0 and E‖z‖² = k, and standardised targets", () => {
    const map = learnPreparation(engine, { x, y }, { inputs: d, components: 64, columns: false, standardise: true });
    expect(map.components).toBe(5);
    const [inputs, targets] = applyPreparation(engine, map, { x, y });
    expect(inputs?.shape).toEqual([n, 6]);
    const z = (i: number, k: number) => inputs?.data[i * 6 + k] as number;
    const mean = (of: (i: number) => number) => Array.from({ length: n }, (_, i) => of(i)).reduce((sum, entry) => sum + entry / n, 0);
    let total = 0;
    for (let a = 0; a < 5; a++) {
      expect(mean((i) => z(i, a))).toBeCloseTo(0, 12);
      for (let b = 0; b < a; b++) expect(mean((i) => z(i, a) * z(i, b))).toBeCloseTo(0, 12);
      total += mean((i) => z(i, a) ** 2);
    }
    expect(total).toBeCloseTo(5, 12);
    for (let i = 0; i < n; i++) expect(z(i, 5)).toBe(1);
    expect(mean((i) => targets?.data[i] as number)).toBeCloseTo(0, 12);
    expect(mean((i) => (targets?.data[i] as number) ** 2)).toBeCloseTo(1, 12);
    expect(() =>
      learnPreparation(
        engine,
        { x: new Float64Array(6).fill(1), y: Float64Array.of(1, 2, 3) },
        { inputs: 2, components: 2, columns: false, standardise: false },
      ),
    ).toThrow(/the inputs must vary/);
    expect(() =>
      learnPreparation(engine, { x, y: new Float64Array(n) }, { inputs: d, components: 2, columns: false, standardise: true }),
    ).toThrow(/the targets must vary/);
  });

  it("brings inputs to one size each where asked to, so that their units do not matter", () => {
    const of = (units: Float64Array) =>
      learnPreparation(engine, { x: units, y }, { inputs: d, components: 64, columns: true, standardise: false });
    const scaled = x.map((entry, at) => entry * (at % d === 1 ? 1000 : 1));
    const [one] = applyPreparation(engine, of(x), { x, y });
    const [other] = applyPreparation(engine, of(scaled), { x: scaled, y });
    // The constant input has no unit to be brought to, and is left out.
    expect(of(x).components).toBe(5);
    expect(other?.shape).toEqual(one?.shape);
    one?.data.forEach((entry, at) => expect(Math.abs(entry - (other?.data[at] as number))).toBeLessThan(1e-9));
  });

  it("composes a trained network into one of the inputs as they are", () => {
    const map = learnPreparation(engine, { x, y }, { inputs: d, components: 4, columns: true, standardise: true });
    const m = 6;
    const theta = new Float64Array(m * (map.components + 2));
    normal(engine.math, fold(key, "theta"), theta);
    const [inputs] = applyPreparation(engine, map, { x, y });
    const problem = engine.sampled.open(
      { activation: "tanh", parameterization: "output", students: m, inputs: map.components + 1 },
      { x: inputs?.data as Float64Array, y },
    );
    const prepared = new Float64Array(n);
    problem.forward(theta, prepared);
    problem.close();
    const outputs = outputsOf(engine.math, composeNetwork("tanh", theta, map), x);
    for (let i = 0; i < n; i++)
      expect(Math.abs((outputs[i] as number) - (map.targetScale * (prepared[i] as number) + map.targetShift))).toBeLessThan(1e-12);
  });

  it("trains both ways, in the region alone where it is asked for, and measures on what was held out", () => {
    const map = learnPreparation(engine, { x, y }, { inputs: d, components: 4, columns: false, standardise: false });
    const signs = y.map((entry) => (entry > 3 ? 1 : -1));
    const [inputs, targets] = applyPreparation(engine, map, { x, y: signs });
    const assets = new Map([["sha256:s", { x: inputs as never, y: targets as never, heldX: inputs as never, heldY: targets as never }]]);
    for (const method of ["mirrored", "plain"] as const) {
      const config = resolveConfig(narrowStudy, { method, students: 4, steps: 100, radius: 0.5, inputs: "sha256:s" });
      const setup = narrowStudy.setup(config, { engine, key: rootKey("narrow", 3), assets });
      const solve = startSolve(setup, engine, narrowStudy.observables);
      const samples = solve.advance(1000);
      const last = samples.at(-1)?.values;
      expect(last?.accuracy).toBe(last?.heldAccuracy);
      expect(last?.heldAccuracy).toBeGreaterThan(0.95);
      expect(last?.loss).toBeGreaterThan(last?.heldLoss as number);
      const { theta } = solve.state;
      const { start } = setup.problem;
      const moved = Array.from({ length: 4 }, (_, j) =>
        Math.sqrt(theta.slice(j * 5, (j + 1) * 5).reduce((sum, entry, k) => sum + (entry - (start[j * 5 + k] as number)) ** 2, 0)),
      );
      if (method === "mirrored") for (const distance of moved) expect(distance).toBeLessThanOrEqual(0.5 * (1 + 1e-11));
      else expect(Math.max(...moved)).toBeGreaterThan(0.5);
      setup.problem.objective.close();
    }
  });

  it("says what is missing in its samples", () => {
    const config = resolveConfig(narrowStudy, { inputs: "sha256:s" });
    const context = { engine, key, assets: new Map([["sha256:s", {}]]) };
    expect(() => narrowStudy.setup(config, context)).toThrow(/x \[n,d\] and y \[n\] are needed/);
    expect(() => narrowStudy.setup(resolveConfig(narrowStudy, {}), context)).toThrow(/samples are needed/);
  });
});
