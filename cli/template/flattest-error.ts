import type { Observable } from "@overparam/core";

/** |θ_1|: what is left of the error in the flattest direction. */
export const flattestError: Observable = {
  id: "flattestError",
  symbol: String.raw`|\theta_1|`,
  unit: "",
  axes: [],
  says: "error in the flattest direction",
  measure: ({ state }) => Math.abs(state.theta[0] as number),
};
