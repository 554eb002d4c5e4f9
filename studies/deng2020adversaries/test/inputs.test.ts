import { resolveConfig, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";
import type { AscentProblem } from "../problem.ts";
import { allAtMaxima, maximaOf, settledPoints } from "../reduce/maxima.ts";
import { fact } from "../reduce/read.ts";
import { contractionOf } from "../reduce/contraction.ts";
import { runOf } from "./support/verdicts.ts";

const engine = await loadEngine({ backend: "wasm" });
const small = resolveConfig(study, { dimension: 8, width: 60, starts: 6, recordsPerDecade: 1 });
const n = 6;
const x = Float64Array.from({ length: n * 4 }, (_, k) => ((k * 7919) % 101) / 50 - 0.99);
const assetsOf = (y: readonly number[]) =>
  new Map([["sha256:x", { x: { shape: [n, 4], data: x }, y: { shape: [n], data: Float64Array.from(y) } }]]);

describe("inputs of a file", () => {
  const config = { ...small, inputs: "sha256:x" };

  it("are scaled to the input scale, and two classes become signs", () => {
    const assets = assetsOf([3, 8, 3, 8, 8, 3]);
    const setup = study.setup(config, { engine, key: rootKey(study.id, 1), assets });
    const problem = setup.problem as AscentProblem;
    expect(Math.hypot(...problem.x)).toBeCloseTo(0.2, 14);
    expect(Math.abs(problem.y)).toBe(1);
    const record = runOf(engine, { config, seed: 2 }, assets);
    expect(record.outcome.kind).toBe("settled");
    expect(allAtMaxima(record)).toBe(true);
    const training = runOf(engine, { config: { ...config, scenario: "training", outerSteps: 3 }, seed: 1 }, assets);
    expect(training.facts["n"]).toBe(6);
  });

  it("are refused with one sentence when labels are missing, are not two, or an input is 0", () => {
    const refuse = (assets: ReturnType<typeof assetsOf>, said: RegExp) =>
      expect(() => study.setup(config, { engine, key: rootKey(study.id, 1), assets })).toThrow(said);
    refuse(assetsOf([1, 2, 3, 1, 2, 3]), /y must have two values; got 3/);
    refuse(new Map([["sha256:x", { x: { shape: [n, 4], data: x } }]]) as never, /the file must hold labels y/);
    const zero = x.slice();
    zero.fill(0, 4, 8);
    refuse(
      new Map([["sha256:x", { x: { shape: [n, 4], data: zero }, y: { shape: [n], data: Float64Array.of(1, 2, 1, 2, 1, 2) } }]]),
      /every input needs a direction; got "row 1 = 0"/,
    );
  });
});

describe("points at which starts settle", () => {
  it("are two maxima where the label can be crossed and one where it cannot", () => {
    const runs = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
      runOf(engine, { config: { ...small, label: 0, inputScale: 0.2, activation: "tanh" }, seed }),
    );
    const crossed = runs.filter((record) => fact(record, "crossing") > 1.3);
    expect(crossed.length).toBeGreaterThan(0);
    for (const record of crossed) {
      expect(record.facts["predictedMaxima"]).toBe(2);
      const signs = settledPoints(record).map(({ residual }) => Math.sign(residual));
      expect(maximaOf(record)).toBe(2);
      expect(signs.sort((a, b) => a - b)).toEqual([-1, 1]);
    }
    const far = runOf(engine, { config: { ...small, label: 20 }, seed: 1 });
    expect(far.facts["predictedMaxima"]).toBe(1);
    expect(maximaOf(far)).toBe(1);
  });

  it("are no maxima where the second-order condition fails: descent is not taken for ascent", () => {
    for (const seed of [1, 2, 3]) {
      const record = runOf(engine, { config: { ...small, label: 5, steps: 100 }, seed }, new Map(), "local-maximum");
      expect(allAtMaxima(record)).toBe(false);
    }
  });
});

describe("the measured contraction", () => {
  it("is read from distances within the window, and not at all from fewer than two", () => {
    const distances = [1e-1, 1e-2, 1e-4, 1e-5, 1e-6, 1e-9, 0];
    const record = {
      ...runOf(engine, { config: { ...small, steps: 1 }, seed: 1 }),
      facts: { radius: 1 },
      samples: distances.map((entry, iteration) => ({ iteration, time: 0, values: { place: [1 + entry, 0] } })),
    };
    const root = (value: number, count: number) => value ** (1 / count);
    expect(contractionOf(record, root)).toBeCloseTo(0.1, 6);
    expect(contractionOf({ ...record, samples: record.samples.slice(0, 3) }, root)).toBeNaN();
  });
});
