import type { Engine, RunRecord, Study } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ExperimentOrder, runExperiment } from "../../src/run/run-experiment.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";
import { inlineExecutor } from "../support/inline-executor.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine({ backend: "wasm" });
});
afterAll(() => engine.close());

const study: Study = {
  ...quadratic,
  experiments: [
    {
      id: "sweep",
      title: "Sizes",
      says: "The loss at the start grows with the size.",
      trials: (config, seed) => [1, 2, 2, 4].map((size) => ({ config: { ...config, size }, seed })),
      figures: (records: readonly RunRecord[]) => [
        {
          id: "sizes",
          title: "",
          caption: "",
          runs: records.map(({ id }) => id),
          kind: "lines",
          x: { label: "n", scale: "linear" },
          y: { label: "L", scale: "linear" },
          series: [],
        },
      ],
    },
  ],
};
const config = { size: 3, curvature: 2, steps: 20, scale: "default" };
const ask = (more: Partial<ExperimentOrder> = {}) =>
  runExperiment({ study, experiment: "sweep", config, seed: 1, engine, executor: inlineExecutor(study, engine), ...more });

it("makes each run of an experiment once and draws its figures from them, whatever the order", async () => {
  const result = await ask();
  const { records, figures, failures } = result;
  expect(records.map(({ facts }) => facts.size)).toEqual([1, 2, 4]);
  expect(figures.map(({ runs }) => runs)).toEqual([records.map(({ id }) => id)]);
  expect(failures).toEqual([]);
  const reversed = await ask({ executor: inlineExecutor(study, engine, new Map(), (tasks) => [...tasks].reverse()) });
  expect(reversed).toEqual(result);
});

it("answers an unknown experiment with the nearest name", async () => {
  await expect(ask({ experiment: "swep" })).rejects.toThrow(/quadratic: there is no such experiment; got "swep". Did you mean sweep.$/);
});
