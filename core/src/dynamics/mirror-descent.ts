import { type Elementary, misuse } from "@overparam/kernels";
import { fixedOutputWeights, type Network } from "../network/network.ts";
import type { Dynamics, State } from "./dynamics.ts";
import { descentBy } from "./descent-by.ts";
import { savedTheta } from "./gradient-descent.ts";
import { chizat2022 } from "./norm-dependent-descent.ts";

/**
 * Conic mirror descent: masses move by a factor, r_j ← r_j exp(−η F'(ŵ_j)), and directions on the sphere, ŵ_j ← normalized ŵ_j − β η ∇_sphere F'(ŵ_j).
 *
 * F'(ŵ_j) = ŵ_j·∇_{w_j} F/|c_j| with r_j = |c_j| ‖w_j‖, c_j given. The same flow as the norm-dependent step (at β = 1), but a mass never changes its sign or
 * becomes 0, whatever the step. Time is t = η · iteration.
 *
 * @param step η > 0
 * @param turn β ≥ 0, how much faster directions move than masses; 1 by default, 0 holds them
 * @param network `plain`, with any given output weights
 * @cost one gradient, O(m·d) and m exponentials a step
 * @throws Misuse for a step that is not a positive number, a β below 0 and other parameterizations
 * @source Chizat 2022, section 2.3 (recalled)
 */
export function mirrorDescent(options: {
  readonly step: number;
  readonly turn?: number;
  readonly network: Network;
  readonly math: Elementary;
}): Dynamics {
  const { step, turn = 1, network, math } = options;
  const { students: m, inputs: d, parameterization } = network;
  if (!(step > 0 && Number.isFinite(step))) throw misuse("mirrorDescent", "step must be a positive number", step, "try 0.3");
  if (!(turn >= 0 && Number.isFinite(turn))) throw misuse("mirrorDescent", "turn must be a number of at least 0", turn, "try 1");
  if (parameterization !== "plain") throw misuse("mirrorDescent", "the network must be plain", parameterization);
  const given = fixedOutputWeights("mirrorDescent", network);
  const unit = new Float64Array(d);
  const move = (theta: Float64Array, slope: Float64Array): void => {
    for (let j = 0; j < m; j++) {
      const own = theta.subarray(j * d, (j + 1) * d);
      const gradient = slope.subarray(j * d, (j + 1) * d);
      const size = Math.abs(given[j] as number);
      const norm = length(own);
      if (norm === 0 || size === 0) continue;
      let radial = 0;
      for (let k = 0; k < d; k++) {
        unit[k] = (own[k] as number) / norm;
        radial += (unit[k] as number) * (gradient[k] as number);
      }
      for (let k = 0; k < d; k++) {
        const tangent = (gradient[k] as number) - radial * (unit[k] as number);
        own[k] = (unit[k] as number) - turn * step * (tangent / size);
      }
      const scale = (norm * math.exp(-step * (radial / size))) / length(own);
      for (let k = 0; k < d; k++) own[k] = (own[k] as number) * scale;
    }
  };
  const at = (iteration: number, theta: Float64Array): State => ({ iteration, time: step * iteration, theta });
  return {
    name: "conic mirror descent",
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

function length(x: Float64Array): number {
  let square = 0;
  for (const entry of x) square += entry * entry;
  return Math.sqrt(square);
}
