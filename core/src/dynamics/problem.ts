import type { Measure } from "../objective/measure.ts";
import type { Objective } from "../objective/objective.ts";

/**
 * What a dynamics works on: a function and a place to start.
 *
 * `Problem` has a gradient, as descents need; `Problem<Measure>` is any problem, and what the house asks of all of them.
 */
export interface Problem<M extends Measure = Objective> {
  readonly objective: M;
  readonly start: Float64Array;
}
