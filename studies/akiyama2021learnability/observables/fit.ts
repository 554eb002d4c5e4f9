import { neurons, type Observable } from "@overparam/core";
import type { AkiyamaProblem } from "../problem.ts";

/** Σ|c_j| ‖w_j‖. */
export const totalVariation: Observable<AkiyamaProblem> = {
  id: "totalVariation",
  symbol: "|\\nu|",
  unit: "",
  axes: [],
  says: "total mass of the students, without signs",
  measure: ({ problem, state }) => neurons(problem.network, state.theta).masses.reduce((sum, mass) => sum + Math.abs(mass), 0),
};

/** ½‖f − f*‖², the objective without its penalty. */
export const fit: Observable<AkiyamaProblem> = {
  id: "fit",
  symbol: "\\tfrac12\\|f-f^\\circ\\|^2",
  unit: "",
  axes: [],
  says: "loss without the penalty",
  measure({ problem, state, value }) {
    const variation = neurons(problem.network, state.theta).masses.reduce((sum, mass) => sum + Math.abs(mass), 0);
    return value - problem.lambda * variation;
  },
};
