import type { Objective, Setup } from "@overparam/core";

/** A setup whose descent follows a broken gradient; the value stays as it is. */
export function withGradient(setup: Setup, broken: (gradient: Float64Array) => void): Setup {
  const { engine: _engine, ...objective } = setup.problem.objective;
  const altered: Objective = {
    ...objective,
    gradient(theta, out) {
      const value = objective.gradient(theta, out);
      broken(out);
      return value;
    },
  };
  return { ...setup, problem: { ...setup.problem, objective: altered } };
}
