import type { Observable } from "@overparam/core";
import { trainingOf } from "../problem.ts";

/** (1/2n) Σ (f(x_i) − y_i)²: the loss without the adversary. */
export const cleanLoss: Observable = {
  id: "cleanLoss",
  symbol: "L_0",
  unit: "",
  axes: [],
  says: "loss at the inputs themselves",
  measure: ({ problem, state }) => trainingOf(problem)?.objective.clean(state.theta),
};
