import { type Claim, type Context, fold, type Measured, norm } from "@overparam/core";
import type { Config } from "../config.ts";
import { dataOf } from "../data.ts";
import { drawNetwork } from "../network/draw.ts";
import { evaluatorOf } from "../network/network.ts";
import { robustObjective } from "../network/robust-objective.ts";
import type { DengProblem } from "../problem.ts";

/** Steps, in units of 1/‖x‖². */
const steps = [0.04, 0.02, 0.01, 0.005, 0.0025] as const;
const draws = 3;

/** The robust loss begins to fall at the kernel rate rᵀK r/n², the tangent kernel taken at x + δ. */
export const trainingRate: Claim<Config, DengProblem> = {
  id: "training-rate",
  name: "Rate of adversarial training",
  says: "The robust loss begins to fall at the rate that the tangent kernel gives at the perturbed inputs.",
  statement: String.raw`\lim_{\eta\to0}\frac{L_\varepsilon(W)-L_\varepsilon(W-\eta\nabla L_\varepsilon)}{\eta}=\frac1{n^2}r^\top K r,\quad K_{ij}=K(x_i+\delta_i,x_j+\delta_j)`,
  quantity: "measured rate over rᵀK r/n² as η → 0",
  grade: "exact",
  fidelity: "derived",
  addition: "the formula (Danskin's theorem)",
  assumes: [],
  construct: (config, context) => ratios(config, context, true),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: 1, over: "η‖x‖²", constants: "given" }),
  counter: { why: "the kernel at the inputs themselves, without δ", construct: (config, context) => ratios(config, context, false) },
};

function ratios(config: Config, context: Context, perturbed: boolean): readonly Measured[] {
  const { math } = context.engine;
  const [d, m, n, scale] = [12, 100, 4, 0.4];
  return Array.from({ length: draws }, (_, k) => k).flatMap((k) => {
    const key = fold(fold(context.key, "training rate"), k);
    const { inputs: _inputs, ...rest } = config;
    const { x, y } = dataOf({ ...rest, dimension: d, inputScale: scale, label: 1 }, { ...context, key }, n);
    const network = drawNetwork(math, fold(key, "network"), { activation: config.activation, inputs: d, width: m });
    const objective = robustObjective(math, network, { x, y, radius: 0.5 * scale, innerSteps: 40 });
    const gradient = new Float64Array(m * d);
    const before = objective.gradient(network.weights, gradient);
    const points = new Float64Array(n * d);
    objective.perturbed(network.weights, points);
    const at = evaluatorOf(math, network);
    const rows = (from: Float64Array) => Array.from({ length: n }, (_unused, i) => from.subarray(i * d, (i + 1) * d));
    const residuals = rows(points).map((point, i) => at.value(point) - (y[i] as number));
    const places = rows(perturbed ? points : x);
    let rate = 0;
    places.forEach((u, i) => places.forEach((v, j) => (rate += (residuals[i] as number) * (residuals[j] as number) * at.kernel(u, v))));
    rate /= n * n;
    const size = norm(gradient);
    return steps.map((step) => {
      const eta = step / (scale * scale);
      const after = objective.value(network.weights.map((entry, i) => entry - eta * (gradient[i] as number)));
      return {
        run: `draw ${k}`,
        x: step,
        value: (before - after) / (eta * rate),
        rounding: (2 * objective.floor(network.weights) + 1e-16 * size) / (eta * rate),
      };
    });
  });
}
