import type { DeepObjective, Setup } from "@overparam/core";
import type { AllenZhuProblem } from "../problem.ts";

/** A setup whose descent follows a replaced gradient. */
export function withGradient(setup: Setup, broken: (gradient: Float64Array, value: number) => void): Setup {
  const problem = setup.problem as AllenZhuProblem;
  const { engine: _engine, ...deep } = problem.deep;
  // One object for both, as observables of the network itself ask.
  const altered: DeepObjective = {
    ...deep,
    gradient(theta, out) {
      const value = deep.gradient(theta, out);
      broken(out, value);
      return value;
    },
  };
  return { ...setup, problem: { ...problem, objective: altered, deep: altered } as AllenZhuProblem };
}

/** Descent along ∇F · min(1, F/(share F_0))^power, power a multiple of one half: from a share of its start on, the loss falls like t^(−1/power). */
export function slowingDown(setup: Setup, halves: number, share = 1): Setup {
  const first = share * Number(setup.facts["startLoss"]);
  return withGradient(setup, (gradient, value) => {
    let factor = 1;
    for (let k = 0; k < halves; k++) factor *= Math.min(1, Math.sqrt(value / first));
    for (let k = 0; k < gradient.length; k++) gradient[k] = factor * (gradient[k] as number);
  });
}
