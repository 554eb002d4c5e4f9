import { type Claim, type Context, type Measured, type TwoLayer } from "@overparam/core";
import type { Config } from "../config.ts";

/** 2/(3π), rounded to double. */
const constant = 0.21220659078919377;
/** Angles to the teacher, radians. */
const angles = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001] as const;

/** Claim 2: one unit teacher, two students at ±δ with ‖w‖ = 1/√(2 cos δ): L = Θ(δ³); here L/δ³ → 2/(3π). */
export const claim2: Claim<Config> = {
  id: "claim-2",
  name: "Claim 2",
  says: "A teacher split symmetrically into two students has a loss of the order of the cube of the angle.",
  statement: String.raw`L=\Theta(\delta^3),\qquad\lim_{\delta\to0}L/\delta^3=\frac{2}{3\pi}`,
  quantity: "L/δ³ as δ → 0",
  grade: "exact",
  fidelity: "derived",
  addition: "the paper says L = Θ(δ³); the constant 2/(3π) is added by the laboratory",
  assumes: [],
  construct: (_config, context) => split(context, "abs"),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: constant, over: "δ", constants: "given" }),
  counter: {
    why: "ReLU in place of |x|: the loss is a quarter of it",
    construct: (_config, context) => split(context, "relu"),
  },
};

/** L/δ³ of the two students in the plane. */
function split({ engine }: Context, activation: TwoLayer["activation"]): readonly Measured[] {
  const network: TwoLayer = { activation, parameterization: "conic", students: 2, inputs: 2 };
  const problem = engine.population.open(network, { directions: Float64Array.of(1, 0), weights: Float64Array.of(1) });
  try {
    return angles.map((delta) => {
      const cos = engine.math.cos(delta);
      const sin = engine.math.sin(delta);
      const norm = 1 / Math.sqrt(2 * cos);
      const theta = Float64Array.of(norm * cos, norm * sin, norm * cos, -norm * sin);
      const cube = delta * delta * delta;
      return { run: "two students", x: delta, value: problem.value(theta) / cube, rounding: problem.floor(theta) / cube };
    });
  } finally {
    problem.close();
  }
}
