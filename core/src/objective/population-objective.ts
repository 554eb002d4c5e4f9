import { type Engine, misuse, type Teacher, type TwoLayer } from "@overparam/kernels";
import { fixedOutputWeights, type Network } from "../network/network.ts";
import { twoLayerLayout } from "../network/two-layer-layout.ts";
import type { Objective } from "./objective.ts";

/**
 * The population loss L(θ) = ½ E (f_θ(x) − f*(x))², x ~ N(0, I_d), in closed form.
 *
 * @param network given output weights only with the parameterization `plain`
 * @cost value and gradient O(m·(m + r)·d), Hessian O(m·(m + r)·d²)
 * @throws Misuse for given output weights of another parameterization
 * @source arc-cosine kernels, Cho, Saul 2009
 */
export function populationObjective(engine: Engine, network: Network, teacher: Teacher): Objective {
  if (network.outputWeights !== undefined) return withGivenWeights(engine, network, teacher);
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

/** The loss of the network with trained output weights, as a function of W alone; the derivatives are the W parts. */
function withGivenWeights(engine: Engine, network: Network, teacher: Teacher): Objective {
  const { activation, students, inputs, parameterization } = network;
  const weights = fixedOutputWeights("populationObjective", network);
  if (parameterization !== "plain") {
    throw misuse(
      "populationObjective",
      "given output weights need the parameterization plain",
      parameterization,
      "take plain, or sampledObjective",
    );
  }
  const trained: TwoLayer = { activation, students, inputs, parameterization: "output" };
  const problem = engine.population.open(trained, teacher);
  const size = students * inputs;
  const full = new Float64Array(size + students);
  const other = new Float64Array(size + students);
  const slope = new Float64Array(size + students);
  full.set(weights, size);
  const at = (theta: Float64Array): Float64Array => {
    full.set(theta);
    return full;
  };
  return {
    layout: twoLayerLayout({ activation, students, inputs, parameterization }),
    over: "population",
    accuracy: { kind: "closed-form" },
    value: (theta) => problem.value(at(theta)),
    gradient(theta, out) {
      const value = problem.gradient(at(theta), slope);
      out.set(slope.subarray(0, size));
      return value;
    },
    hessianTimes(theta, v, out) {
      other.set(v);
      problem.hessianTimes(at(theta), other, slope);
      out.set(slope.subarray(0, size));
    },
    hessian(theta, out) {
      const all = new Float64Array((size + students) * (size + students));
      problem.hessian(at(theta), all);
      for (let i = 0; i < size; i++) out.set(all.subarray(i * (size + students), i * (size + students) + size), i * size);
    },
    floor: (theta) => problem.floor(at(theta)),
    close: () => problem.close(),
  };
}
