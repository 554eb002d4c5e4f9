import type { Observable } from "./observable.ts";

/** L(θ), the objective's value. */
export const lossObservable: Observable = {
  id: "loss",
  symbol: "L",
  unit: "",
  axes: [],
  says: "value of the objective",
  measure: ({ value }) => value,
};
