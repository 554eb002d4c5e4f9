import { misuse } from "@overparam/kernels";
import { fixedOutputWeights, type Network } from "../network/network.ts";
import type { Reference } from "../study/reference.ts";
import type { Dynamics, State } from "./dynamics.ts";
import { descentBy } from "./descent-by.ts";
import { savedTheta } from "./gradient-descent.ts";

/** Chizat 2019: conic particle gradient descent. */
export const chizat2022: Reference = {
  key: "chizat2022sparse",
  title: "Sparse Optimization on Measures with Over-parameterized Gradient Descent",
  authors: ["Lénaïc Chizat"],
  year: 2022,
  venue: "Mathematical Programming 194",
  pages: "487-532",
  arxiv: "1907.10300",
  doi: "10.1007/s10107-021-01636-z",
  kind: "article",
};

/**
 * Gradient descent with a step that depends on the neuron's norm: w_j ← w_j − η (‖w_j‖/|c_j|) ∇_{w_j} F, and a_j ← a_j − η (|a_j|/‖w_j‖) ∂F/∂a_j where output
 * weights are trained.
 *
 * In continuous time, with mass r_j = |c_j| ‖w_j‖: ŵ_j' = −∇_sphere F'(ŵ_j) and r_j' = −κ r_j F'(ŵ_j), κ = 1 for given and 2 for trained output weights. That is the
 * conic (Wasserstein–Fisher–Rao) particle flow: splitting a neuron into several of the same direction changes nothing, and neither does moving norm between w_j
 * and a_j. A neuron without mass stays without. Time is t = η · iteration.
 *
 * @param step η > 0, in units of 1/curvature of F over measures; masses keep their signs while η |F'| < 1
 * @param network `plain` (with any given output weights) or `output`
 * @cost one gradient and O(m·d) a step
 * @throws Misuse for a step that is not a positive number, for `conic` (which moves like this by itself) and for `squared-entry`
 * @source Chizat 2022; as a reconstruction of akiyama2021learnability's norm-dependent step
 */
export function normDependentDescent(options: { readonly step: number; readonly network: Network }): Dynamics {
  const { step, network } = options;
  const { students: m, inputs: d, parameterization } = network;
  if (!(step > 0 && Number.isFinite(step))) {
    throw misuse("normDependentDescent", "step must be a positive number", step, "try 0.3 for teachers of total mass 1");
  }
  if (parameterization !== "plain" && parameterization !== "output") {
    throw misuse(
      "normDependentDescent",
      "the network must be plain or output",
      parameterization,
      "take gradientDescent for conic networks, whose norms are in the gradient already",
    );
  }
  const given = fixedOutputWeights("normDependentDescent", network);
  const move = (theta: Float64Array, slope: Float64Array): void => {
    for (let j = 0; j < m; j++) {
      let square = 0;
      for (let k = j * d; k < (j + 1) * d; k++) square += (theta[k] as number) * (theta[k] as number);
      const norm = Math.sqrt(square);
      const trained = parameterization === "output";
      const size = Math.abs((trained ? theta[m * d + j] : given[j]) as number);
      // No mass: no direction to move in, and none to grow along.
      if (norm === 0 || size === 0) continue;
      const inner = step * (norm / size);
      for (let k = j * d; k < (j + 1) * d; k++) theta[k] = (theta[k] as number) - inner * (slope[k] as number);
      if (trained) theta[m * d + j] = (theta[m * d + j] as number) - step * (size / norm) * (slope[m * d + j] as number);
    }
  };
  const at = (iteration: number, theta: Float64Array): State => ({ iteration, time: step * iteration, theta });
  return {
    name: "norm-dependent gradient descent",
    reference: chizat2022,
    init: (problem) => at(0, problem.start.slice()),
    step(problem, state) {
      const theta = state.theta.slice();
      const slope = new Float64Array(theta.length);
      problem.objective.gradient(theta, slope);
      move(theta, slope);
      return at(state.iteration + 1, theta);
    },
    advance(problem, state, steps, stop) {
      const moved = descentBy(problem.objective, state.theta, { steps, stopAt: stop.value }, move);
      return { state: at(state.iteration + moved.taken, moved.theta), end: moved.end, rise: moved.rise };
    },
    save: (state) => ({ iteration: state.iteration, tensors: { theta: state.theta.slice() }, numbers: {} }),
    restore: (checkpoint) => at(checkpoint.iteration, savedTheta(checkpoint).slice()),
  };
}
