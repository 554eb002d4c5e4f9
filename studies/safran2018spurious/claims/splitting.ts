import type { Claim, Material } from "@overparam/core";
import type { Config } from "../config.ts";
import { table } from "../ensembles.ts";
import { type Start, startsOf, unfinished } from "../reduce/starts.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/** 2021: a neuron of a bad minimum whose own Hessian block bends down, replaced by two halves of itself, makes a saddle. */
export const splitting: Claim<Config> = {
  id: "splitting",
  name: "Splitting",
  says: "Splitting one neuron of a spurious minimum in two turns the minimum into a saddle.",
  statement: String.raw`\lambda_{\min}(\nabla^2_{ii}L-\tfrac12I)<0\ \Longrightarrow\ \lambda_{\min}\bigl(\nabla^2L(\dots,\tfrac12w_i,\tfrac12w_i,\dots)\bigr)<0`,
  quantity: "smallest eigenvalue of the Hessian after the split, over all spurious minima found",
  grade: "inequality",
  fidelity: "paper",
  addition: "the neuron with the least eigenvalue of its own block is split into equal halves",
  assumes: [],
  ensemble: table,
  reduce: ({ records }) =>
    minima(
      records,
      ({ splitCurvature }) => splitCurvature,
      ({ bend }) => bend < 0,
    ),
  predict: () => ({ form: "at most", bound: 0, scale: 0.25, constants: "given" }),
  counter: {
    why: "the same minima before the split",
    reduce: ({ records }) => minima(records, ({ curvature }) => curvature),
  },
};

/** The same with its size: along (u, −u) the second derivative is twice the bend. */
export const splittingBound: Claim<Config> = {
  id: "splitting-bound",
  name: "Splitting, how far",
  says: "After the split the smallest eigenvalue is at most twice what the neuron's own block is below one half.",
  statement: String.raw`\lambda_{\min}(\nabla^2L^{\mathrm{split}})\le2\,\lambda_{\min}(\nabla^2_{ii}L-\tfrac12I)`,
  quantity: "smallest eigenvalue after the split less twice the bend, over all spurious minima found",
  grade: "inequality",
  fidelity: "derived",
  assumes: [],
  ensemble: table,
  reduce: ({ records }) => minima(records, ({ splitCurvature, bend }) => splitCurvature - 2 * bend),
  predict: () => ({ form: "at most", bound: 0, scale: 0.25, constants: "given" }),
  counter: {
    why: "the Hessian before the split",
    reduce: ({ records }) => minima(records, ({ curvature, bend }) => curvature - 2 * bend),
  },
};

/** A value of every spurious minimum: bad starts where the Hessian is positive definite. */
function minima(records: Material<Config>["records"], value: (start: Start) => number, wanted: (start: Start) => boolean = () => true) {
  const starts = startsOf(records);
  return {
    kind: "values" as const,
    values: starts
      .filter((start) => start.bad && start.curvature > 0 && wanted(start))
      .map((start) => ({ run: start.name, value: value(start), rounding: 16 * (start.n + 1) * start.k * (start.k / 4 + 2) * unit })),
    ...unfinished(starts),
  };
}
