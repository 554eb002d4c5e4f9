import type { Observable } from "@overparam/core";
import type { AntProblem } from "../problem.ts";

/** The measure of the run: 1 − the least share on the target path, forward and backward. */
export const offTargetObservable: Observable<AntProblem> = {
  id: "offTarget",
  symbol: "\\max_{uv\\in P}(1-P_{uv},1-Q_{uv})",
  unit: "",
  axes: [],
  says: "largest share that a node of the predicted path sends off it, or takes back from elsewhere",
  measure: ({ value }) => value,
};
