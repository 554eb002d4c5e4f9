import { gradientNormObservable, lossFloorObservable, lossObservable, type Observable } from "@overparam/core";
import { bend, curvature, spectrum, splitCurvature, structure } from "./at-end.ts";
import { gradientSizes, losses, phasesOf, positions, studentNorms } from "./by-restart.ts";

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable[] = [
  lossObservable,
  lossFloorObservable,
  gradientNormObservable,
  losses as Observable,
  gradientSizes as Observable,
  phasesOf as Observable,
  studentNorms as Observable,
  curvature as Observable,
  structure as Observable,
  bend as Observable,
  splitCurvature as Observable,
  spectrum as Observable,
  positions as Observable,
];
