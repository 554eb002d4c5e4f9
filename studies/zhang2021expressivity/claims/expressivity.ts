import { type Claim, type Context, type Engine, fold, type Measured, type SampledActivation } from "@overparam/core";
import type { Config } from "../config.ts";
import { gaussian } from "../data.ts";
import { jacobianOf } from "../jacobian.ts";
import { outputRounding } from "../rounding.ts";
import { startOf } from "../start.ts";

/** n, d and m ≥ 2n/d. */
const sizes = {
  smoke: [{ n: 30, d: 5, m: 12 }],
  default: [
    { n: 60, d: 10, m: 12 },
    { n: 100, d: 10, m: 20 },
    { n: 120, d: 20, m: 12 },
    { n: 100, d: 10, m: 30 },
  ],
  full: [
    { n: 60, d: 10, m: 12 },
    { n: 100, d: 10, m: 20 },
    { n: 120, d: 20, m: 12 },
    { n: 100, d: 10, m: 30 },
    { n: 400, d: 20, m: 40 },
  ],
} as const;
const draws = { smoke: 2, default: 3, full: 5 };

/** m ≥ 2n/d ⟹ some (W, v) has f(x_i) = y_i for all i. */
export const expressivity: Claim<Config> = {
  id: "expressivity",
  name: "Expressivity",
  says: "With m ≥ 2n/d neurons, fewer than samples, some network fits any labels exactly.",
  statement: String.raw`m\ge 2n/d\ \Longrightarrow\ \exists(W,v):\ f(x_i;W,v)=y_i\ \ \forall i`,
  quantity: "largest |f(x_i) − y_i| at the constructed network",
  grade: "exact",
  fidelity: "paper",
  addition:
    "the construction: f(W; v_0) = c y by Gauss–Newton steps of least norm from the mirrored start, halved while they overshoot, with c halved until they converge, then v = v_0/c",
  assumes: [],
  construct: (config, context) => residuals(config, context, 1),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "a third of the width: m d + m parameters are fewer than the samples",
    construct: (config, context) => residuals(config, context, 1 / 3),
  },
};

function residuals(config: Config, { engine, key }: Context, part: number): readonly Measured[] {
  return sizes[config.scale].flatMap(({ n, d, m: full }) => {
    const m = 2 * Math.max(1, Math.floor((full * part) / 2));
    return (["tanh", "softplus"] as const).flatMap((activation) =>
      Array.from({ length: draws[config.scale] }, (_, k): Measured => {
        const own = fold(fold(fold(key, "expressivity"), k), n * d);
        const x = gaussian(engine.math, fold(own, "inputs"), n * d);
        const y = gaussian(engine.math, fold(own, "labels"), n).map((entry) => (entry > 0 ? 1 : -1));
        const theta = startOf(engine.math, own, "mirrored", m, d);
        return { run: `${activation}, n = ${n}, d = ${d}, m = ${m}, draw ${k}`, ...exactFit(engine, activation, theta, x, y, m, d) };
      }),
    );
  });
}

const iterations = 60;
/** The least part of a step that is tried, and the least c. */
const shortest = 1 / 64;
const smallest = 1e-6;

/** The construction: the largest |f − y| that it comes to, with the rounding of f there. */
function exactFit(
  engine: Engine,
  activation: SampledActivation,
  start: Float64Array,
  x: Float64Array,
  y: Float64Array,
  m: number,
  d: number,
): { readonly value: number; readonly rounding: number } {
  const n = y.length;
  const problem = engine.sampled.open({ activation, parameterization: "output", students: m, inputs: d }, { x, y });
  const outputs = new Float64Array(n);
  /** Largest |f − c y| at θ; fills outputs with c y − f. */
  const miss = (theta: Float64Array, c: number): number => {
    problem.forward(theta, outputs);
    for (let i = 0; i < n; i++) outputs[i] = c * (y[i] as number) - (outputs[i] as number);
    return outputs.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  };
  let best = { value: Number.POSITIVE_INFINITY, rounding: 0 };
  for (let c = 1; c >= smallest && best.value > 1e-3; c /= 2) {
    let theta = start.slice();
    let left = miss(theta, c);
    for (let round = 0; round < iterations; round++) {
      const step = new Float64Array(m * d);
      engine.linear.leastSquares(jacobianOf(engine, { activation, theta, students: m, inputs: d, x }), outputs, n, m * d, step);
      const moved = theta.slice();
      let after = Number.POSITIVE_INFINITY;
      for (let part = 1; part >= shortest && !(after < left); part /= 2) {
        for (let k = 0; k < m * d; k++) moved[k] = (theta[k] as number) + part * (step[k] as number);
        after = miss(moved, c);
      }
      // No part of the step makes it smaller: it has come to the rounding, or does not converge from this c.
      if (!(after < left)) break;
      theta = moved;
      left = after;
    }
    for (let j = m * d; j < theta.length; j++) theta[j] = (theta[j] as number) / c;
    const value = miss(theta, 1);
    if (value < best.value) best = { value, rounding: outputRounding(activation, theta, m, d, x) };
  }
  problem.close();
  return best;
}
