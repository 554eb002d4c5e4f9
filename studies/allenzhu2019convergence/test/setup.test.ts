import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Assets, type Context, resolveConfig, rootKey, type RunRecord, startSolve } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";

import { describe, expect, it } from "vitest";
import type { Config } from "../config.ts";
import { distance, leastDistance } from "../data/separation.ts";
import { straightness } from "../experiments/straight-line.ts";
import study from "../index.ts";
import type { AllenZhuProblem } from "../problem.ts";
import { stepsToShares } from "../reduce/steps-to.ts";
import { pushOver } from "../start/perturb.ts";

const engine = await loadEngine();
const begin = (change: Partial<Config>, seed = 1, assets: Assets = new Map()) => {
  const context: Context = { engine, key: rootKey(study.id, seed), assets };
  const setup = study.setup(resolveConfig(study, change), context);
  return { ...setup, problem: setup.problem as AllenZhuProblem };
};
const runOf = (change: Partial<Config>, seed = 1, assets: Assets = new Map()) => {
  const setup = begin(change, seed, assets);
  const solve = startSolve(setup, engine, study.observables);
  const samples = solve.advance(1_000_000);
  setup.problem.objective.close();
  return {
    id: "run",
    config: resolveConfig(study, change),
    seed,
    facts: setup.facts,
    outcome: solve.outcome as NonNullable<typeof solve.outcome>,
    samples,
  };
};

describe("drawn data", () => {
  it("are unit vectors with a bias coordinate, exactly as far apart as asked", () => {
    for (const separation of [0, 0.05, 0.3]) {
      const { problem, facts } = begin({ separation });
      const { x, inputs, samples } = problem.data;
      for (let i = 0; i < samples; i++) {
        const row = x.subarray(i * inputs, (i + 1) * inputs);
        expect(row.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 14);
        expect(row[inputs - 1]).toBeCloseTo(Math.SQRT1_2, 15);
      }
      expect(Math.abs(distance(x, 0, 1, inputs) - separation)).toBeLessThan(1e-14);
      expect(leastDistance(x, inputs)).toBeCloseTo(separation, 14);
      expect(facts["delta"]).toBe(leastDistance(x, inputs));
      problem.objective.close();
    }
  });

  it("do not depend on the network, its start does", () => {
    const [narrow, wide] = [begin({ width: 16 }), begin({ width: 32, architecture: "residual" })];
    expect(wide.problem.data.x).toEqual(narrow.problem.data.x);
    expect(wide.problem.data.y).toEqual(narrow.problem.data.y);
    for (const { problem } of [narrow, wide]) problem.objective.close();
  });

  it("are refused where they cannot be, each with a sentence", () => {
    expect(() => begin({ inputs: 3, samples: 40, separation: 0.5 })).toThrow(
      /40 inputs in 3 dimensions must be 0.5 apart.*lower separation/i,
    );
    expect(() => begin({ architecture: "convolutional", positions: 5 })).toThrow(/positions: they must divide the 12 inputs/);
    expect(() => begin({ loss: "cross-entropy" })).toThrow(/needs classes.*set labels = classes/i);
    expect(() => begin({ batch: 9 })).toThrow(/batch: must be at most samples = 8/);
    expect(() => begin({ batch: 2, linearised: true })).toThrow(/all samples/);
  });
});

describe("inputs of a file", () => {
  const file = (tensors: Record<string, { shape: number[]; data: Float64Array }>): Assets => new Map([["sha256:x", tensors]]);
  const x = { shape: [6, 2], data: Float64Array.from({ length: 12 }, (_, k) => Math.sin(1 + k * k)) };
  const y = { shape: [6], data: Float64Array.of(3, 8, 3, 8, 3, 8) };

  it("become unit vectors with a bias coordinate, and labels classes", () => {
    const { problem, facts } = begin({ inputsFile: "sha256:x", samples: 4, labels: "classes" }, 1, file({ x, y }));
    expect(facts["outputs"]).toBe(2);
    expect(problem.data.inputs).toBe(3);
    expect(problem.data.classes?.toSorted()).toEqual([0, 0, 1, 1]);
    problem.objective.close();
  });

  it.each([
    ["no labels", { x }, {}, /labels y/],
    ["too few rows", { x, y }, { samples: 7 }, /at least samples = 7 rows/],
    [
      "a row of zeros",
      { x: { shape: [2, 2], data: new Float64Array(4) }, y: { shape: [2], data: new Float64Array(2) } },
      { samples: 2 },
      /zero/,
    ],
  ])("are refused with %s", (_name, tensors, change, sentence) => {
    expect(() => begin({ inputsFile: "sha256:x", samples: 4, ...change }, 1, file(tensors as never))).toThrow(sentence);
  });

  it("real digits of ten classes are fitted to the last one, in a straight line", { timeout: 120_000 }, () => {
    const text = gunzipSync(readFileSync(new URL("../../zhou2021local/assets/digits.csv.gz", import.meta.url))).toString();
    const lines = text
      .trim()
      .split("\n")
      .map((line) => line.split(",").map(Number));
    const d = (lines[0] as number[]).length - 1;
    const assets: Assets = new Map([
      [
        "sha256:digits",
        {
          x: { shape: [lines.length, d], data: Float64Array.from(lines.flatMap((row) => row.slice(0, d))) },
          y: { shape: [lines.length], data: Float64Array.from(lines, (row) => row[d] as number) },
        },
      ],
    ]);
    const change = {
      inputsFile: "sha256:digits",
      samples: 10,
      labels: "classes",
      width: 256,
      layers: 2,
      step: 1,
      steps: 3000,
      stopLoss: 1e-5,
    } as const;
    const record = runOf(change, 1, assets);
    expect(record.facts["outputs"]).toBe(10);
    expect(record.outcome.kind).toBe("reached");
    expect(record.samples.at(-1)?.values["accuracy"]).toBe(1);
    expect(straightness(record as never, Math.log)).toBeGreaterThan(0.98);
  });
});

describe("steps to shares of a start", () => {
  const record = (losses: readonly number[]): RunRecord<Config> => ({
    id: "run",
    config: resolveConfig(study, {}),
    seed: 1,
    facts: {},
    outcome: { kind: "limit", iteration: 0 } as never,
    samples: losses.map((loss, k) => ({ iteration: 10 * k, values: { loss, lossFloor: 0 } })) as never,
  });

  it("are those of an exponential, wherever its records are", () => {
    const steps = stepsToShares(Math.log, record(Array.from({ length: 9 }, (_, k) => 3 * 0.5 ** k)), "loss", 10);
    expect(steps.map(({ ratio }) => ratio)).toEqual([10, 100]);
    for (const { ratio, steps: at } of steps) expect(at).toBeCloseTo((10 * Math.log(ratio)) / Math.log(2), 10);
  });

  it("are several between two records that are far apart, and none where nothing falls", () => {
    expect(stepsToShares(Math.log, record([1, 1e-3]), "loss", 10).map(({ steps }) => steps)).toEqual([
      expect.closeTo(10 / 3, 10),
      expect.closeTo(20 / 3, 10),
      expect.closeTo(10, 10),
    ]);
    expect(stepsToShares(Math.log, record([1, 2, 1.5]), "loss", 10)).toEqual([]);
  });
});

describe("runs", () => {
  it.each(["fully-connected", "convolutional", "residual"] as const)("of a %s network fall linearly to nothing", (architecture) => {
    const record = runOf({ architecture, width: 100, samples: 5, steps: 3000, stopLoss: 1e-8 });
    expect(record.outcome.kind).toBe("reached");
    for (const sample of record.samples.slice(1)) expect(sample.values["rise"] as number).toBeLessThan(0);
  });

  it("of batches are the same in pieces as in one", () => {
    const setup = begin({ batch: 2, width: 20, steps: 60, every: 7, stopLoss: 0 });
    const whole = startSolve(setup, engine, study.observables);
    const samples = whole.advance(60);
    const first = startSolve(setup, engine, study.observables);
    const parts = [...first.advance(25)];
    const rest = startSolve(setup, engine, study.observables, first.checkpoint());
    parts.push(...rest.advance(60));
    expect(parts).toEqual(samples);
    setup.problem.objective.close();
  });

  it("of the linearised network follow its start's kernel", () => {
    const record = runOf({ linearised: true, architecture: "residual", outputs: 1, width: 64, steps: 30, every: 10, stopLoss: 0 });
    const [values, energies] = [record.facts["kernelEigenvalues"] as number[], record.facts["kernelEnergies"] as number[]];
    const eta = record.facts["eta"] as number;
    for (const sample of record.samples) {
      const predicted = values.reduce((sum, value, k) => sum + (energies[k] as number) * (1 - eta * value) ** (2 * sample.iteration), 0);
      expect(Math.abs((sample.values["loss"] as number) / predicted - 1)).toBeLessThan(1e-8);
    }
  });
});

it("the adversarial move has the spectral norm it may have at most, and turns what it aims at", () => {
  const [m, omega] = [50, 0.3];
  const h = Float64Array.from({ length: m }, (_, k) => Math.max(0, Math.sin(k)));
  const g = Float64Array.from({ length: m }, (_, k) => Math.cos(3 * k));
  const layer = new Float64Array(m * m);
  const rows = pushOver(layer, g, h, omega);
  // Of a move of rank one, the Frobenius norm is the spectral one.
  const norm = Math.sqrt(layer.reduce((sum, value) => sum + value * value, 0));
  expect(norm).toBeLessThanOrEqual(omega);
  const turned: number[] = [];
  let next = Number.POSITIVE_INFINITY;
  g.forEach((value, j) => {
    let after = value;
    for (let k = 0; k < m; k++) after += (layer[j * m + k] as number) * (h[k] as number);
    if (Math.sign(after) !== Math.sign(value)) turned.push(j);
    else next = Math.min(next, Math.abs(value));
  });
  expect(turned.length).toBeGreaterThan(0);
  expect(turned).toEqual(rows.toSorted((a, b) => a - b));
  // One more would not fit.
  const size = Math.sqrt(h.reduce((sum, value) => sum + value * value, 0));
  expect(Math.sqrt((norm * size) ** 2 + next * next) / size).toBeGreaterThan(omega);
});
