import {
  averageErrors,
  gradientNormObservable,
  gradientRatio,
  lossFloorObservable,
  lossObservable,
  masses,
  nearestAngles,
  type Observable,
  residualNorms,
  riseObservable,
} from "@overparam/core";
import { alignment } from "./alignment.ts";
import { halfAngles } from "./half-angles.ts";
import { positions } from "./positions.ts";
import { residualSigns } from "./residual-signs.ts";
import { smoothness } from "./smoothness.ts";
import { spread } from "./spread.ts";
import { totalMass } from "./total-mass.ts";

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable[] = [
  lossObservable,
  lossFloorObservable,
  gradientNormObservable,
  gradientRatio(1, 2),
  gradientRatio(2, 3),
  gradientRatio(3, 4),
  gradientRatio(1, 1),
  riseObservable,
  nearestAngles as Observable,
  masses as Observable,
  averageErrors as Observable,
  residualNorms as Observable,
  alignment as Observable,
  halfAngles as Observable,
  spread as Observable,
  totalMass as Observable,
  residualSigns as Observable,
  smoothness as Observable,
  positions as Observable,
];
