import type { Observable } from "./observable.ts";

/** max (L(θ_{t+1}) − L(θ_t)) over the steps since the last record; positive when the loss rose. Without meaning at the start. */
export const riseObservable: Observable = {
  id: "rise",
  symbol: "\\max_t L_{t+1} - L_t",
  unit: "",
  axes: [],
  says: "largest change of the loss in one step since the last record",
  measure: ({ rise }) => (rise === Number.NEGATIVE_INFINITY ? undefined : rise),
};
