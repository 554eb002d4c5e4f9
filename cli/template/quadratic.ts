import type { Objective } from "@overparam/core";
import type { Config } from "./settings.ts";

/** 2⁻⁵²: the spacing of doubles at 1. */
const epsilon = 2.220446049250313e-16;

/** The curvatures λ_1 … λ_d, evenly from 1/κ (the flattest, first) to 1. */
export function curvatures({ dimension, condition }: Pick<Config, "dimension" | "condition">): Float64Array {
  const least = 1 / condition;
  return Float64Array.from({ length: dimension }, (_, i) => (dimension === 1 ? least : least + (1 - least) * (i / (dimension - 1))));
}

/**
 * L(θ) = ½ Σ_i λ_i θ_i², with gradient λ_i θ_i.
 *
 * @cost O(d)
 */
export function quadratic(config: Pick<Config, "dimension" | "condition">): Objective {
  const lambda = curvatures(config);
  const size = lambda.length;
  const value = (theta: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += (lambda[i] as number) * (theta[i] as number) * (theta[i] as number);
    return sum / 2;
  };
  return {
    layout: { blocks: [{ name: "theta", symbol: "θ", shape: [size], offset: 0 }], size },
    over: "population",
    accuracy: { kind: "closed-form" },
    value,
    gradient(theta, out) {
      for (let i = 0; i < size; i++) out[i] = (lambda[i] as number) * (theta[i] as number);
      return value(theta);
    },
    hessianTimes(_theta, v, out) {
      for (let i = 0; i < size; i++) out[i] = (lambda[i] as number) * (v[i] as number);
    },
    hessian(_theta, out) {
      out.fill(0);
      for (let i = 0; i < size; i++) out[i * (size + 1)] = lambda[i] as number;
    },
    floor: (theta) => (size + 3) * epsilon * value(theta),
    close() {},
  };
}
