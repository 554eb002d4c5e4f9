import type { Objective } from "../objective/objective.ts";

/** What a dynamics works on: a function and a place to start. */
export interface Problem {
  readonly objective: Objective;
  readonly start: Float64Array;
}
