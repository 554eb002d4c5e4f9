import type { Observable } from "./observable.ts";

/** Absolute rounding error that the recorded loss may carry; reducers leave points below a multiple of it out of fits. */
export const lossFloorObservable: Observable = {
  id: "lossFloor",
  symbol: "\\varepsilon_L",
  unit: "",
  axes: [],
  says: "rounding error that the loss may carry",
  measure: ({ problem, state }) => problem.objective.floor(state.theta),
};
