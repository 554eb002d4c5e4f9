import type { Observable } from "@overparam/core";
import { accuracyOf } from "../network/accuracy.ts";
import type { YooProblem } from "../problem.ts";

/** Part of the test images of the new classes that are recognised. */
export const accuracy: Observable<YooProblem> = {
  id: "accuracy",
  symbol: "",
  unit: "",
  axes: [],
  says: "part of the test images of the new classes that are recognised",
  measure: ({ problem, state }) => accuracyOf(problem.network, state.theta, problem.episode.query),
};
