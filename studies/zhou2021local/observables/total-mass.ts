import { type Observable, neurons } from "@overparam/core";
import type { ZhouProblem } from "../problem.ts";

/** Σ_j ‖w_j‖² (Lemma C.5). */
export const totalMass: Observable<ZhouProblem> = {
  id: "totalMass",
  symbol: "\\sum_j \\|w_j\\|^2",
  unit: "",
  axes: [],
  says: "total mass of the students",
  measure: ({ problem, state }) => neurons(problem.network, state.theta).masses.reduce((sum, mass) => sum + mass, 0),
};
