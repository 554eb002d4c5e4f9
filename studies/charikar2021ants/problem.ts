import type { FlowOrder, Measure, Problem } from "@overparam/core";
import type { Target } from "./graph/target.ts";

/** The paper's problem: a flow on a graph, and the path that is predicted to remain. */
export interface AntProblem extends Problem<Measure> {
  readonly order: FlowOrder;
  readonly target: Target;
}
