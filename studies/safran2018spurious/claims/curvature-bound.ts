import { type Claim, type Context, denseHessian, fold, type Measured, normal, populationObjective } from "@overparam/core";
import type { Config } from "../config.ts";
import { leastEigenvalue } from "../observables/curvature.ts";

/** 1/4 − 1/(2π), rounded to double. */
const constant = 0.09084505690810467;
/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;
const sizes = [2, 3, 4, 6, 8, 10, 12] as const;

/** 2021: n = k, at the global minimum ∇²L ≥ (1/4 − 1/2π) I; attained. */
export const curvatureBound: Claim<Config> = {
  id: "curvature-bound",
  name: "Curvature, n = k",
  says: "With as many students as teachers the loss is strongly convex at its global minimum, with the same constant for every k.",
  statement: String.raw`n=k:\quad\lambda_{\min}\bigl(\nabla^2L(W^*)\bigr)=\tfrac14-\tfrac1{2\pi}`,
  quantity: "smallest eigenvalue of the Hessian at W = I, k = 2 … 12",
  grade: "exact",
  fidelity: "paper",
  addition: "the paper bounds it from below; the bound is attained",
  assumes: [],
  construct: (_config, context) => sizes.map((k) => atTeachers(context, k, 0)),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: constant, constants: "given" }),
  counter: {
    why: "teachers that are not orthogonal",
    construct: (_config, context) => sizes.map((k) => atTeachers(context, k, 0.3)),
  },
};

/** λ_min at the teachers themselves, which are e_1 … e_k with `tilt` times Gaussian vectors added. */
function atTeachers({ engine, key }: Context, k: number, tilt: number): Measured {
  const directions = new Float64Array(k * k);
  normal(engine.math, fold(fold(key, "tilt"), k), directions);
  for (let at = 0; at < k * k; at++) directions[at] = tilt * (directions[at] as number) + (at % (k + 1) === 0 ? 1 : 0);
  const objective = populationObjective(
    engine,
    { activation: "relu", parameterization: "plain", students: k, inputs: k },
    { directions, weights: new Float64Array(k).fill(1) },
  );
  try {
    const p = k * k;
    // Entries of size ½ and eigenvalues up to k/4 + 1, each rounded in sums of p terms.
    return {
      run: `k = ${k}`,
      value: leastEigenvalue(engine, denseHessian(objective, directions), p),
      rounding: 8 * p * (k / 4 + 1) * unit,
    };
  } finally {
    objective.close();
  }
}
