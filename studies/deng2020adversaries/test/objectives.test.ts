import { fold, normal, sphere } from "@overparam/core";
import { objectiveConformance } from "@overparam/core/conformance";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { adversaryObjective } from "../network/adversary-objective.ts";
import { drawNetwork } from "../network/draw.ts";
import { lossOf } from "../network/loss.ts";
import { momentsOf } from "../network/moments.ts";
import { evaluatorOf } from "../network/network.ts";
import { robustObjective } from "../network/robust-objective.ts";

const engine = await loadEngine();
const { math } = engine;

for (const activation of ["softplus", "tanh"] as const) {
  for (const loss of ["squared", "logistic"] as const) {
    objectiveConformance(
      { describe, it, expect },
      {
        name: `of the adversary, ${activation}, ${loss}`,
        open({ d, m }, key) {
          const network = evaluatorOf(math, drawNetwork(math, key, { activation, inputs: d, width: m }));
          const x = new Float64Array(d);
          sphere(math, fold(key, "x"), d, x);
          const theta = new Float64Array(d);
          normal(math, fold(key, "delta"), theta);
          return {
            objective: adversaryObjective(network, lossOf(math, loss), x, 1),
            theta: theta.map((entry) => entry / (2 * Math.sqrt(d))),
          };
        },
      },
      engine,
    );
  }
}

objectiveConformance(
  { describe, it, expect },
  {
    name: "of adversarial training",
    sizes: [
      { n: 1, d: 2, m: 7 },
      { n: 3, d: 5, m: 31 },
      { n: 5, d: 3, m: 33 },
    ],
    open({ n, d, m }, key) {
      const network = drawNetwork(math, key, { activation: "softplus", inputs: d, width: m });
      const x = new Float64Array(n * d);
      sphere(math, fold(key, "x"), d, x);
      const y = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 3 : -3));
      const order = { x: x.map((entry) => entry / 5), y, radius: 0.05, innerSteps: 60 };
      return { objective: robustObjective(math, network, order), theta: network.weights };
    },
  },
  engine,
);

describe("moments of the activation", () => {
  it("are those of a straight line and a constant at s = 0", () => {
    const softplus = momentsOf(math, "softplus", 0);
    expect(softplus.value).toBeCloseTo(math.log(2) ** 2, 13);
    expect(softplus.slope).toBeCloseTo(1 / 4, 13);
    expect(softplus.slopeAlong).toBeCloseTo(1 / 4, 13);
    expect(softplus.bend).toBeCloseTo(1 / 16, 13);
    const tanh = momentsOf(math, "tanh", 1e-3);
    expect(tanh.value / 1e-6).toBeCloseTo(1, 5);
    expect(tanh.bend / 4e-6).toBeCloseTo(1, 4);
  });

  it("agree with sample means at s = 1 within four standard errors", () => {
    const z = new Float64Array(100_000);
    normal(math, { words: [3, 4] }, z);
    const { value, slope } = momentsOf(math, "tanh", 1);
    const squares = z.map((entry) => math.tanh(entry) ** 2);
    const mean = squares.reduce((sum, entry) => sum + entry, 0) / z.length;
    const error = Math.sqrt(squares.reduce((sum, entry) => sum + (entry - mean) ** 2, 0)) / z.length;
    expect(Math.abs(mean - value)).toBeLessThan(4 * error);
    const slopes = squares.map((entry) => (1 - entry) ** 2);
    expect(Math.abs(slopes.reduce((sum, entry) => sum + entry, 0) / z.length - slope)).toBeLessThan(0.005);
  });
});

describe("the tangent kernel", () => {
  it("is the product of the output's derivatives in W", () => {
    const [d, m] = [4, 9];
    const network = drawNetwork(math, { words: [1, 2] }, { activation: "softplus", inputs: d, width: m });
    const at = evaluatorOf(math, network);
    const rows = new Float64Array(2 * d);
    sphere(math, { words: [5, 6] }, d, rows);
    const [u, v] = [rows.subarray(0, d), rows.subarray(d)];
    const [du, dv] = [u, v].map((point) => {
      const out = new Float64Array(m * d);
      at.addWeightGradient(point, 1, out);
      return out;
    }) as [Float64Array, Float64Array];
    expect(at.kernel(u, v)).toBeCloseTo(
      du.reduce((sum, entry, k) => sum + entry * (dv[k] as number), 0),
      14,
    );
  });
});
