import {
  type Claim,
  type Context,
  fold,
  lossSlopes,
  type Measured,
  normal,
  sampledObjective,
  sphere,
  teacherLabels,
  type TwoLayer,
} from "@overparam/core";
import type { Config } from "../config.ts";
import { drawData } from "../data/draw.ts";

const sizes = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002] as const;
const lambda = 0.05;

/** Birth of a zero neuron: F(e) − F(0) = e² (λ − s g(u)) + o(e²). */
export const secondOrder: Claim<Config> = {
  id: "second-order",
  name: "Second-order check",
  says: "A zero neuron that becomes (s e, e u) changes the objective by e² (λ − s g(u)) to leading order.",
  statement: String.raw`F(e)-F(0)=e^2(\lambda-s\,g(u))+o(e^2)`,
  quantity: "change of the objective over e² (λ − s g(u)), as e → 0",
  grade: "exact",
  fidelity: "derived",
  addition: "the regularizer is a reconstruction",
  assumes: [],
  construct: (config, context) => ratios(config, context, 1),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: 1, over: "e", constants: "given" }),
  counter: { why: "the neuron is born unbalanced, (s e, 2 e u)", construct: (config, context) => ratios(config, context, 2) },
};

function ratios(config: Config, { engine, key }: Context, stretch: number): readonly Measured[] {
  const m = 4;
  const n = 40;
  return [0, 1, 2].flatMap((draw) =>
    (["logistic", "smooth-hinge"] as const).flatMap((loss) => {
      const own = fold(fold(fold(key, "second order"), draw), loss);
      const { rows, y } = drawData(engine.math, own, own, { ...config, data: "sphere", flips: 0 }, n);
      const q = 3;
      const network: TwoLayer = { activation: "relu", parameterization: "output", students: m + 1, inputs: q };
      const objective = sampledObjective(engine, network, { x: rows, y }, { loss, l2: lambda });
      const theta = new Float64Array((m + 1) * (q + 1));
      normal(engine.math, fold(own, "theta"), theta);
      theta.fill(0, m * q, (m + 1) * q);
      theta[(m + 1) * q + m] = 0;
      const u = new Float64Array(q);
      sphere(engine.math, fold(own, "direction"), q, u);
      const outputs = teacherLabels(
        "relu",
        { directions: theta.slice(0, m * q), weights: theta.slice((m + 1) * q, (m + 1) * q + m) },
        rows,
        q,
      );
      const rho = lossSlopes(engine.math, loss, outputs, y);
      let g = 0;
      for (let i = 0; i < n; i++) {
        let z = 0;
        for (let k = 0; k < q; k++) z += (rows[i * q + k] as number) * (u[k] as number);
        if (z > 0) g += ((rho[i] as number) * z) / n;
      }
      // The sign for which the two parts do not cancel.
      const s = g > 0 ? -1 : 1;
      const before = objective.value(theta);
      const out = sizes.map((e): Measured => {
        const born = theta.slice();
        for (let k = 0; k < q; k++) born[m * q + k] = stretch * e * (u[k] as number);
        born[(m + 1) * q + m] = s * e;
        const scale = e * e * (lambda - s * g);
        return {
          run: `draw ${draw}, ${loss}`,
          x: e,
          value: (objective.value(born) - before) / scale,
          rounding: (2 * objective.floor(born)) / scale,
        };
      });
      objective.close();
      return out;
    }),
  );
}
