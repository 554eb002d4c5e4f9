import { type Context, denseHessian, norm, type Objective, populationObjective } from "@overparam/core";
import { leastEigenvalue } from "../observables/curvature.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/** What is known of one point next to a global minimum. */
export interface WitnessPoint {
  readonly k: number;
  readonly epsilon: number;
  readonly loss: number;
  readonly lossFloor: number;
  readonly gradientNorm: number;
  readonly gradientRounding: number;
  readonly least: number;
  readonly leastRounding: number;
}

/**
 * Points next to a global minimum of ReLU students, the other ones at their teachers; u = e_2, across the first teacher.
 *
 * `apart`: ½e_1 + εu and ½e_1 − εu, so that the sum is the teacher's and the loss of the order ε³. `together`: ½(e_1 + εu) twice, a neuron that misses its teacher,
 * split in two. `whole`: one student, at e_1 + εu, n = k.
 */
export function witness(
  { engine }: Context,
  k: number,
  epsilons: readonly number[],
  how: "apart" | "together" | "whole",
): readonly WitnessPoint[] {
  const n = how === "whole" ? k : k + 1;
  const directions = Float64Array.from({ length: k * k }, (_, at) => (at % (k + 1) === 0 ? 1 : 0));
  const objective: Objective = populationObjective(
    engine,
    { activation: "relu", parameterization: "plain", students: n, inputs: k },
    { directions, weights: new Float64Array(k).fill(1) },
  );
  try {
    return epsilons.map((epsilon) => {
      const w = new Float64Array(n * k);
      w.set(directions);
      w[1] = how === "together" ? epsilon / 2 : epsilon;
      if (how !== "whole") {
        w[0] = 0.5;
        w[k * k] = 0.5;
        w[k * k + 1] = how === "together" ? epsilon / 2 : -epsilon;
      }
      const gradient = new Float64Array(w.length);
      const loss = objective.gradient(w, gradient);
      const p = w.length;
      return {
        k,
        epsilon,
        loss,
        lossFloor: objective.floor(w),
        gradientNorm: norm(gradient),
        gradientRounding: 8 * (n + k) * Math.sqrt(n) * unit,
        least: leastEigenvalue(engine, denseHessian(objective, w), p),
        leastRounding: 8 * p * (n / 4 + 1) * unit,
      };
    });
  } finally {
    objective.close();
  }
}
