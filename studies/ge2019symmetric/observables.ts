import type { Measure, Observable, Problem, MomentRecovery } from "@overparam/core";
import type { RowErrors } from "./match-rows.ts";
import type { GeProblem } from "./problem.ts";

function ofErrors(id: string, symbol: string, says: string, of: (errors: RowErrors) => number): Observable<GeProblem> {
  return { id, symbol, unit: "", axes: [], says, measure: ({ problem, state }) => of(problem.errors(state.theta)) };
}

/** What the solver found out on the way; without meaning where it did not come so far. */
function ofRecovery(id: string, symbol: string, says: string, of: (recovery: MomentRecovery) => number): Observable<GeProblem> {
  return {
    id,
    symbol,
    unit: "",
    axes: [],
    says,
    measure({ problem, state }) {
      const value = of(problem.recovery(state.theta));
      return Number.isFinite(value) ? value : undefined;
    },
  };
}

/** Why nothing was recovered, as a number: 0 where something was. */
export const faults = ["samples", "counting", "inputs", "rank", "gap", "eigenvectors", "held-out"] as const;

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable<Problem<Measure>>[] = [
  ofErrors(
    "rowError",
    "\\max_i\\|\\hat w_i-w_i\\|",
    "largest error of a unit row of W after matching, 2 where nothing is recovered",
    ({ largest }) => largest,
  ),
  ofErrors("meanRowError", "(\\tfrac1k\\sum_i\\|\\hat w_i-w_i\\|^2)^{1/2}", "root mean square error of the rows of W", ({ mean }) => mean),
  ofErrors("outputError", "\\|\\hat A-A\\|/\\|A\\|", "relative error of A, 1 where nothing is recovered", ({ outputs }) => outputs),
  ofRecovery("recovered", "[\\mathrm{recovered}]", "1 where a network is recovered, else 0", ({ recovered }) => (recovered ? 1 : 0)),
  ofRecovery(
    "fault",
    "\\mathrm{fault}",
    "why there is none: 1 samples, 2 counting, 3 inputs, 4 rank, 5 gap, 6 eigenvectors, 7 held-out error",
    (one) => (one.recovered ? 0 : faults.indexOf(one.fault) + 1),
  ),
  ofRecovery("gap", "\\sigma_{k+1}(T)", "the (k+1)-th smallest singular value of T", ({ diagnostics }) => diagnostics.gap),
  ofRecovery(
    "gapRatio",
    "\\sigma_k/\\sigma_{k+1}",
    "the k-th smallest singular value of T over the next one",
    ({ diagnostics }) => diagnostics.gapRatio,
  ),
  ofRecovery("size", "\\sigma_1(T)", "the largest singular value of T", ({ diagnostics }) => diagnostics.singular.at(-1) ?? Number.NaN),
  ofRecovery(
    "residual",
    "\\max_i\\|T\\,\\mathrm{svec}(z_iz_i^\\top)\\|",
    "what is left of T at the directions that were kept",
    ({ diagnostics }) => diagnostics.residual,
  ),
  ofRecovery("heldOut", "\\mathrm{mse}", "mean square error on a held-out sample", ({ diagnostics }) => diagnostics.heldOut),
  ofRecovery("heldOutLinear", "\\mathrm{mse}_{\\mathrm{lin}}", "that of the best linear map", ({ diagnostics }) => diagnostics.linear),
];
