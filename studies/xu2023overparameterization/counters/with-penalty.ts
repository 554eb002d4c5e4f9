import type { Objective, Setup, TeacherStudent } from "@overparam/core";

/** λ of the penalty: large enough to rule over L ~ ‖z‖³ within a few units of time. */
const strength = 0.3;

/** A setup whose loss has (λ/2) Σ_i ‖z_i‖² added, z_i the part of w_i across v: it is then of degree two in the disagreement, and descent is exponential. */
export function withPenalty(setup: Setup): Setup {
  const { engine: _, ...objective } = setup.problem.objective;
  const d = (setup.problem as TeacherStudent).network.inputs;
  const penalty = (theta: Float64Array): number => {
    let sum = 0;
    for (let k = 0; k < theta.length; k++) if (k % d !== 0) sum += (theta[k] as number) * (theta[k] as number);
    return (strength / 2) * sum;
  };
  const altered: Objective = {
    ...objective,
    value: (theta) => objective.value(theta) + penalty(theta),
    gradient(theta, out) {
      const value = objective.gradient(theta, out);
      for (let k = 0; k < theta.length; k++) if (k % d !== 0) out[k] = (out[k] as number) + strength * (theta[k] as number);
      return value + penalty(theta);
    },
  };
  return { ...setup, problem: { ...setup.problem, objective: altered } };
}
