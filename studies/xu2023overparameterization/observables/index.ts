import { gradientNormObservable, gradientRatio, lossFloorObservable, lossObservable, type Observable } from "@overparam/core";
import { largestAngle, potential } from "./across.ts";
import { positions, share, studentNorms, teacherAngles } from "./students.ts";

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable[] = [
  lossObservable,
  lossFloorObservable,
  gradientNormObservable,
  gradientRatio(2, 3),
  gradientRatio(1, 1),
  share as Observable,
  studentNorms as Observable,
  teacherAngles as Observable,
  potential as Observable,
  largestAngle as Observable,
  positions as Observable,
];
