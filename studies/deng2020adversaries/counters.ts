import { type Dynamics, type Objective, projectedAscent, repeatedObjective, type Setup, sphereDomain } from "@overparam/core";
import type { Config } from "./config.ts";
import type { AscentProblem, DengProblem } from "./problem.ts";

/** The same run with another gradient of the adversary; what is measured stays true. */
function withGradient(setup: Setup<DengProblem>, broken: (gradient: Float64Array, delta: Float64Array) => void): Setup<DengProblem> {
  const problem = setup.problem as AscentProblem;
  const { count, each } = problem.objective.parts as NonNullable<Objective["parts"]>;
  const altered: Objective = {
    ...each,
    gradient(delta, out) {
      const value = each.gradient(delta, out);
      broken(out, delta);
      return value;
    },
  };
  return { ...setup, problem: { ...problem, objective: repeatedObjective(altered, count) } };
}

/** Descends where it should ascend. */
export function descending(setup: Setup<DengProblem>): Setup<DengProblem> {
  return withGradient(setup, (gradient) => {
    for (let k = 0; k < gradient.length; k++) gradient[k] = -(gradient[k] as number);
  });
}

/** Follows ∇f in place of (f − y)∇f: the sign of the residual is lost. */
export function withoutResidual(setup: Setup<DengProblem>): Setup<DengProblem> {
  const { network, x } = setup.problem as AscentProblem;
  const u = new Float64Array(x.length);
  return withGradient(setup, (gradient, delta) => {
    for (let k = 0; k < u.length; k++) u[k] = (x[k] as number) + (delta[k] as number);
    network.gradient(u, gradient);
  });
}

/** Takes half of the stated step. */
export function halfStep(setup: Setup<DengProblem>, config: Config): Setup<DengProblem> {
  return withAscent(setup, config, 0.5, 1);
}

/** Ascends on a sphere of twice the stated radius. */
export function doubleRadius(setup: Setup<DengProblem>, config: Config): Setup<DengProblem> {
  return withAscent(setup, config, 1, 2);
}

function withAscent(setup: Setup<DengProblem>, config: Config, step: number, radius: number): Setup<DengProblem> {
  const domain = sphereDomain(radius * (setup.problem as AscentProblem).radius);
  const dynamics = projectedAscent({ domain, step: step * Number(setup.facts["eta"]), tolerance: config.tolerance });
  return { ...setup, dynamics: dynamics as unknown as Dynamics<never, DengProblem> as Setup<DengProblem>["dynamics"] };
}
