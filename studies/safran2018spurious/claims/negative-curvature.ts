import type { Claim, Context, Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { witness } from "./witness.ts";

const sizes = [2, 3, 5, 8] as const;
const epsilons = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5] as const;

/** 2021: n > k, every neighbourhood of a global minimum has a point with a negative eigenvalue of the Hessian. */
export const negativeCurvature: Claim<Config> = {
  id: "negative-curvature",
  name: "Curvature, n > k",
  says: "With one student more there are points of negative curvature as near to a global minimum as one likes.",
  statement: String.raw`n>k:\quad\lambda_{\min}\bigl(\nabla^2L(\tfrac12(v+\varepsilon u),\,\tfrac12(v+\varepsilon u),\dots)\bigr)<0,\quad u\perp v,\ \varepsilon\to0`,
  quantity: "smallest eigenvalue over ε at the witness, k = 2 … 8, ε = 0.1 … 1e-5",
  grade: "inequality",
  fidelity: "paper",
  addition: "the paper says that there are such points; these are the laboratory's",
  assumes: [],
  construct: (_config, context) => eigenvalues(context, "together"),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "at most", bound: 0, scale: 1, constants: "given" }),
  counter: {
    why: "as many students as teachers: the loss is strongly convex there",
    construct: (_config, context) => eigenvalues(context, "whole"),
  },
};

function eigenvalues(context: Context, how: "together" | "whole"): readonly Measured[] {
  return sizes.flatMap((k) =>
    witness(context, k, epsilons, how).map(({ epsilon, least, leastRounding }) => ({
      run: `k = ${k}, ε = ${epsilon}`,
      value: least / epsilon,
      rounding: leastRounding / epsilon,
    })),
  );
}
