import type { Objective, Setup } from "@overparam/core";

/** A setup whose descent follows, and whose records see, a changed gradient; the value stays. */
export function brokenGradient(setup: Setup, change: (theta: Float64Array, gradient: Float64Array) => void): Setup {
  const { engine: _engine, ...objective } = setup.problem.objective;
  const altered: Objective = {
    ...objective,
    gradient(theta, out) {
      const value = objective.gradient(theta, out);
      change(theta, out);
      return value;
    },
  };
  return { ...setup, problem: { ...setup.problem, objective: altered } };
}
