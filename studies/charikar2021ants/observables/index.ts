import type { Measure, Observable, Problem } from "@overparam/core";
import { levels } from "./levels.ts";
import { offTargetObservable } from "./off-target.ts";
import { sourceShares } from "./source-shares.ts";
import { totalPheromone } from "./total-pheromone.ts";
import { trailEdges, trailIsTarget } from "./trail.ts";

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable<Problem<Measure>>[] = [
  offTargetObservable,
  sourceShares,
  trailEdges,
  trailIsTarget,
  totalPheromone,
  levels,
];
