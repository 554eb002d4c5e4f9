import type { Measure } from "./measure.ts";
import type { Objective } from "./objective.ts";

/** Does the measure have a gradient, as descents need? */
export function hasGradient(measure: Measure): measure is Objective {
  return "gradient" in measure;
}
