import { type Engine, parameterCount, type Teacher, type TwoLayer } from "@overparam/kernels";
import { describe, expect, it } from "vitest";
import { awkwardTriples } from "../../src/conformance/awkward-sizes.ts";
import { teacherLabels } from "../../src/data/teacher-labels.ts";
import { populationObjective } from "../../src/objective/population-objective.ts";
import { sampledObjective } from "../../src/objective/sampled-objective.ts";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { engines } from "../support/engines.ts";

const networks = (["relu", "abs"] as const).flatMap((activation) =>
  (["plain", "output", "conic", "squared-entry"] as const).map((parameterization) => ({ activation, parameterization })),
);
const all = await engines();
const [[, reference], ...built] = all;
/** Keys by the reference engine, so that every engine gets the same numbers. */
function draw(name: string, length: number, scale = 1): Float64Array {
  const out = new Float64Array(length);
  normal(reference.math, fold(rootKey("objectives", 1), name), out);
  return out.map((entry) => scale * entry);
}
function problem(kind: (typeof networks)[number], m: number, d: number): { network: TwoLayer; teacher: Teacher; theta: Float64Array } {
  const network = { ...kind, students: m, inputs: d };
  const teacher = { directions: draw(`teacher ${d}`, 3 * d, 1 / Math.sqrt(d)), weights: Float64Array.of(1, -0.5, 2) };
  return {
    network,
    teacher,
    theta: draw(`theta ${m} ${d} ${kind.parameterization}`, parameterCount(network), 1 / Math.sqrt(Math.sqrt(m * d))),
  };
}
const answer = (engine: Engine, kind: (typeof networks)[number], over: "population" | "sample", m: number, d: number, n: number) => {
  const { network, teacher, theta } = problem(kind, m, d);
  const x = draw(`inputs ${n} ${d}`, n * d);
  const objective =
    over === "population"
      ? populationObjective(engine, network, teacher)
      : sampledObjective(engine, network, { x, y: teacherLabels(network.activation, teacher, x, d) });
  const gradient = new Float64Array(theta.length);
  const value = objective.gradient(theta, gradient);
  const floor = objective.floor(theta);
  objective.close();
  return { value, gradient, floor };
};
const largest = (x: Float64Array) => x.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

describe.each(built)("objectives on %s", (_name, engine) => {
  it.each(networks)("agree with the obvious formulas to 1e-12 at awkward sizes: $activation, $parameterization", (kind) => {
    for (const { n, d, m } of awkwardTriples().filter((sizes) => sizes.n * sizes.d * sizes.m <= 33 * 5 * 33)) {
      for (const over of ["population", "sample"] as const) {
        const ours = answer(engine, kind, over, m, d, n);
        const plain = answer(reference, kind, over, m, d, n);
        expect(Math.abs(ours.value - plain.value), `${over} value, n = ${n}, d = ${d}, m = ${m}`).toBeLessThanOrEqual(
          1e-12 * Math.abs(plain.value) + ours.floor,
        );
        const scale = largest(plain.gradient);
        ours.gradient.forEach((entry, k) => {
          expect(Math.abs(entry - plain.gradient[k]), `${over} gradient ${k}, n = ${n}, d = ${d}, m = ${m}`).toBeLessThanOrEqual(
            1e-12 * scale + 1e-14,
          );
        });
      }
    }
  });

  it.each(networks)(
    "of the population are the mean of sampled ones, within four standard errors: $activation, $parameterization",
    (kind) => {
      const { network, teacher, theta } = problem(kind, 4, 3);
      const batches = 400;
      const size = 500;
      const first = draw("first", size * 3);
      const samples = engine.sampled.open(network, { x: first, y: teacherLabels(kind.activation, teacher, first, 3) });
      const p = theta.length;
      const sum = new Float64Array(p + 1);
      const squares = new Float64Array(p + 1);
      const slope = new Float64Array(p);
      const x = new Float64Array(size * 3);
      for (let b = 0; b < batches; b++) {
        normal(engine.math, fold(rootKey("batches", 1), b), x);
        samples.load({ x, y: teacherLabels(kind.activation, teacher, x, 3) });
        const value = samples.gradient(theta, slope);
        for (let k = 0; k <= p; k++) {
          const entry = k < p ? slope[k] : value;
          sum[k] += entry / batches;
          squares[k] += (entry * entry) / batches;
        }
      }
      samples.close();
      const population = answer(engine, kind, "population", 4, 3, 1);
      for (let k = 0; k <= p; k++) {
        const error = Math.sqrt((squares[k] - sum[k] * sum[k]) / (batches - 1));
        expect(Math.abs(sum[k] - (k < p ? population.gradient[k] : population.value)), k < p ? `gradient ${k}` : "value").toBeLessThan(
          4 * error,
        );
      }
    },
  );

  it.each([1e-1, 1e-2, 1e-3, 1e-4])("have the loss 2/(3π) δ³ of a neuron split at angle δ = %d, up to δ⁵", (delta) => {
    const s = 1 / Math.sqrt(2 * Math.cos(delta));
    const network = { activation: "abs", parameterization: "conic", students: 2, inputs: 2 } as const;
    const objective = populationObjective(engine, network, { directions: Float64Array.of(1, 0), weights: Float64Array.of(1) });
    const theta = Float64Array.of(s * Math.cos(delta), s * Math.sin(delta), s * Math.cos(delta), -s * Math.sin(delta));
    const ratio = objective.value(theta) / delta ** 3;
    expect(Math.abs(ratio - 2 / (3 * Math.PI))).toBeLessThan(delta ** 2 + objective.floor(theta) / delta ** 3);
    objective.close();
  });

  it.each(["relu", "abs"] as const)(
    "are 0 up to the floor at the teacher, at angle 0 and 1e-9 from it, and for |x| at π: %s",
    (activation) => {
      const network = { activation, parameterization: "plain", students: 2, inputs: 2 } as const;
      const teacher = { directions: Float64Array.of(1, 2, -2, 0.5), weights: Float64Array.of(1, 1) };
      const objective = populationObjective(engine, network, teacher);
      const at = (turn: number) => Float64Array.of(Math.cos(turn) - 2 * Math.sin(turn), 2 * Math.cos(turn) + Math.sin(turn), -2, 0.5);
      const gradient = new Float64Array(4);
      for (const turn of activation === "abs" ? [0, 1e-9, Math.PI] : [0, 1e-9]) {
        const theta = at(turn);
        expect(Math.abs(objective.gradient(theta, gradient))).toBeLessThanOrEqual(objective.floor(theta) + 1e-17);
        // At distance 1e-9 the gradient is the Hessian, of order 1, times it.
        expect(largest(gradient)).toBeLessThan(turn === 1e-9 ? 2e-8 : 1e-14);
      }
      objective.close();
    },
  );
});
