import { populationObjective, type Study } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { expect, it } from "vitest";
import { planVerification } from "../../src/plan/plan-verification.ts";
import { sizePlan } from "../../src/plan/size-plan.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";

/** The same claims on a network inside the engine: `size` students in four dimensions. */
const network: Study = {
  ...quadratic,
  setup(settings, context) {
    const two = { activation: "abs", parameterization: "conic", students: settings.size, inputs: 4 } as const;
    const teacher = { directions: new Float64Array([1, 0, 0, 0]), weights: new Float64Array([1]) };
    const objective = populationObjective(context.engine, two, teacher);
    return { ...quadratic.setup(settings, context), problem: { objective, start: new Float64Array(objective.layout.size) } };
  },
};
const config = { size: 512, curvature: 2, steps: 10, scale: "default" };

it("says the steps of all runs and the memory of the largest, and takes none itself", async () => {
  const engine = await loadEngine({ backend: "wasm" });
  const { tasks } = planVerification(network, config, 1, "wasm", { counters: false });
  const { steps, bytes, order, shares } = sizePlan(network, tasks, engine, new Map());
  expect(steps).toBe(60);
  const two = { activation: "abs", parameterization: "conic", students: 4 * 512, inputs: 4 } as const;
  expect(bytes).toBe(engine.population.plan(two, 1));
  expect(engine.memory.used).toBe(0);
  expect(order.map((task) => task.config["size"])).toEqual([undefined, 2048, 2048, 1024, 1024, 512, 512].map((size) => size ?? 512));
  const expected = order.map(({ id }) => shares.get(id) ?? 0);
  expect(expected.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  expect((expected[1] ?? 0) > (expected[3] ?? 0) && (expected[3] ?? 0) > (expected[5] ?? 0)).toBe(true);
  expect(Math.min(...expected)).toBeGreaterThan(0);
  engine.close();
});

it("refuses a plan above the engine's limit, in one sentence, before anything runs", async () => {
  const engine = await loadEngine({ backend: "wasm", memory: 2 ** 17 });
  const { tasks } = planVerification(network, config, 1, "wasm");
  expect(() => sizePlan(network, tasks, engine, new Map())).toThrow(/^[^\n]*bytes[^\n]*\.$/);
  expect(engine.memory.used).toBe(0);
  engine.close();
});
