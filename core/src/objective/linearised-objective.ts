import { misuse } from "@overparam/kernels";
import type { DeepObjective } from "./deep-objective.ts";
import type { Objective } from "./objective.ts";

/**
 * The same loss of the network's linearisation at θ_0: f_lin(θ) = f_{θ_0} + J(θ_0) (θ − θ_0).
 *
 * Trained beside the network itself it shows what the tangent kernel at the start alone can do. It shares the network's kernel and closes it.
 *
 * @param start θ_0
 * @cost a pushforward a value, and a pullback more a gradient
 * @source allenzhu2019convergence, equivalence to the neural tangent kernel
 */
export function linearisedObjective(objective: DeepObjective, start: Float64Array): Objective {
  const { problem, layout } = objective;
  if (start.length !== layout.size) throw misuse("linearisedObjective", `θ_0 must have ${layout.size} entries`, start.length);
  const origin = start.slice();
  const size = problem.samples * problem.outputs;
  const at = new Float64Array(size);
  problem.forward(origin, at);
  const move = new Float64Array(origin.length);
  const f = new Float64Array(size);
  const slopes = new Float64Array(size);
  const look = (theta: Float64Array): number => {
    for (let i = 0; i < move.length; i++) move[i] = (theta[i] as number) - (origin[i] as number);
    problem.pushforward(origin, move, f);
    for (let i = 0; i < size; i++) f[i] = (f[i] as number) + (at[i] as number);
    return objective.outputSlopes(f, slopes);
  };
  return {
    layout,
    over: objective.over,
    accuracy: objective.accuracy,
    value: look,
    gradient(theta, out) {
      const value = look(theta);
      problem.pullback(origin, slopes, out);
      return value;
    },
    floor: (theta) => objective.floor(theta),
    close: () => objective.close(),
  };
}
