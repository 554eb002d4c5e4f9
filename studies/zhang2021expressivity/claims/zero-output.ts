import { type Claim, type Context, fold, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { gaussian } from "../data.ts";
import { outputRounding } from "../rounding.ts";
import { startOf } from "../start.ts";

const draws = 5;
const n = 200;

/** The mirrored start: f(x; θ(0)) = 0 for every x. */
export const zeroOutput: Claim<Config> = {
  id: "zero-output",
  name: "Mirrored start",
  says: "At the mirrored start the network is zero everywhere.",
  statement: String.raw`w_{j+m/2}=w_j,\ v_{j+m/2}=-v_j\ \Longrightarrow\ f(x)=0\ \ \forall x`,
  quantity: "largest |f(x)| over 200 inputs",
  grade: "exact",
  fidelity: "recalled",
  assumes: [],
  construct: (config, context) => largestOutputs(config, context, (theta) => theta),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "the mirror images keep the sign of their output weight",
    construct: (config, context) =>
      largestOutputs(config, context, (theta) => theta.map((entry, k) => (k >= theta.length - config.students ? Math.abs(entry) : entry))),
  },
};

function largestOutputs(config: Config, { engine, key }: Context, change: (theta: Float64Array) => Float64Array): readonly Measured[] {
  const { students: m, dimension: d } = config;
  return (["tanh", "sigmoid", "softplus"] as const).flatMap((activation) =>
    Array.from({ length: draws }, (_, k): Measured => {
      const own = fold(fold(key, "zero output"), k);
      const x = gaussian(engine.math, fold(own, "inputs"), n * d);
      const theta = change(startOf(engine.math, own, "mirrored", m, d));
      const problem = engine.sampled.open(
        { activation, parameterization: "output", students: m, inputs: d },
        { x, y: new Float64Array(n) },
      );
      const outputs = new Float64Array(n);
      problem.forward(theta, outputs);
      problem.close();
      return {
        run: `${activation}, draw ${k}`,
        value: outputs.reduce((most, output) => Math.max(most, Math.abs(output)), 0),
        rounding: outputRounding(activation, theta, m, d, x),
      };
    }),
  );
}
