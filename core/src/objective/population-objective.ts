import type { Engine, Teacher, TwoLayer } from "@overparam/kernels";
import { twoLayerLayout } from "../network/two-layer-layout.ts";
import type { Objective } from "./objective.ts";

/**
 * The population loss L(θ) = ½ E (f_θ(x) − f*(x))², x ~ N(0, I_d), in closed form.
 *
 * @cost value and gradient O(m·(m + r)·d), Hessian O(m·(m + r)·d²)
 * @source arc-cosine kernels, Cho, Saul 2009
 */
export function populationObjective(engine: Engine, network: TwoLayer, teacher: Teacher): Objective {
  const layout = twoLayerLayout(network);
  const problem = engine.population.open(network, teacher);
  return {
    layout,
    over: "population",
    accuracy: { kind: "closed-form" },
    value: (theta) => problem.value(theta),
    gradient: (theta, out) => problem.gradient(theta, out),
    hessianTimes: (theta, v, out) => problem.hessianTimes(theta, v, out),
    hessian: (theta, out) => problem.hessian(theta, out),
    floor: (theta) => problem.floor(theta),
    engine: problem,
    close: () => problem.close(),
  };
}
