import type { Objective, Setup } from "@overparam/core";

/**
 * A setup whose gradient is replaced.
 *
 * @param descend whether descent follows the replaced gradient too; otherwise it follows the true one and only what is measured is broken
 */
export function withGradient(
  setup: Setup,
  broken: (gradient: Float64Array, value: number) => void,
  { descend }: { readonly descend: boolean },
): Setup {
  const { engine, ...objective } = setup.problem.objective;
  const altered: Objective = {
    ...objective,
    ...(descend || engine === undefined ? {} : { engine }),
    gradient(theta, out) {
      const value = objective.gradient(theta, out);
      broken(out, value);
      return value;
    },
  };
  return { ...setup, problem: { ...setup.problem, objective: altered } };
}
