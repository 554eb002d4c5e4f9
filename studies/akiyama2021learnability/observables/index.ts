import { gradientNormObservable, lossFloorObservable, lossObservable, masses, type Observable, riseObservable } from "@overparam/core";
import { atomVectors } from "./atom-vectors.ts";
import { certificate } from "./certificate.ts";
import { clusters } from "./clusters.ts";
import { fit, totalVariation } from "./fit.ts";
import { certificateOnGrid, positions } from "./on-the-sphere.ts";

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable[] = [
  lossObservable,
  lossFloorObservable,
  gradientNormObservable,
  riseObservable,
  fit as Observable,
  totalVariation as Observable,
  masses as Observable,
  certificate as Observable,
  clusters as Observable,
  atomVectors as Observable,
  certificateOnGrid as Observable,
  positions as Observable,
];
