import { type Observable, neurons, norm } from "@overparam/core";
import { rowNorms } from "../geometry.ts";
import type { ZhouProblem } from "../problem.ts";

/** Sizes ‖U‖ of the probe, in units of √(Σ‖w*_i‖), the size of a W that fits. */
export const probeSizes = [1, 1 / 16, 1 / 256, 1 / 4096, 1 / 65_536] as const;

/**
 * Quotient of Lemma 13 at each probe size, the largest over directions ±U (the gradient and fixed random ones):
 *
 * (L(W+U) − L − ⟨∇L, U⟩) / ((r w_max)^{1/4} L^{1/2} ‖U‖^{3/2} + r w_max ‖U‖² + ‖U‖⁴).
 *
 * @cost values of L: 2 · sizes · directions
 * @source zhou2021local, Lemma 13
 */
export const smoothness: Observable<ZhouProblem> = {
  id: "smoothness",
  symbol: "\\frac{L(W+U)-L-\\langle\\nabla L,U\\rangle}{(r w_{\\max})^{1/4}L^{1/2}\\|U\\|^{3/2}+r w_{\\max}\\|U\\|^2+\\|U\\|^4}",
  unit: "",
  axes: ["size"],
  says: "rise above the linear part, over the bound of Lemma 13 without its constants",
  measure({ engine, problem, state, value, gradient }) {
    const { objective, network, teacher, probes } = problem;
    const theta = state.theta;
    const norms = rowNorms(teacher.directions, network.inputs);
    const total = norms.reduce((sum, length) => sum + length, 0);
    const rw = norms.length * norms.reduce((largest, length) => Math.max(largest, length), 0);
    const slope = norm(gradient);
    const directions: Float64Array[] = [];
    for (let at = 0; at < probes.length; at += theta.length) directions.push(probes.subarray(at, at + theta.length));
    if (slope > 0) directions.push(gradient.map((entry) => entry / slope));
    // A neuron without direction is a point where L has no derivative in every direction: it stays where it is.
    const still = neurons(network, theta).masses;
    const moved = new Float64Array(theta.length);
    return Float64Array.from(probeSizes, (relative) => {
      const size = relative * Math.sqrt(total);
      const bound =
        engine.math.power(rw, 1, 4) * Math.sqrt(Math.max(value, 0)) * size * Math.sqrt(size) + rw * size * size + size * size * size * size;
      let largest = Number.NEGATIVE_INFINITY;
      for (const direction of directions) {
        for (const side of [size, -size]) {
          let linear = 0;
          for (let k = 0; k < theta.length; k++) {
            const u = still[Math.floor(k / network.inputs)] === 0 ? 0 : side * (direction[k] as number);
            moved[k] = (theta[k] as number) + u;
            linear += (gradient[k] as number) * u;
          }
          largest = Math.max(largest, (objective.value(moved) - value - linear) / bound);
        }
      }
      return largest;
    });
  },
};
