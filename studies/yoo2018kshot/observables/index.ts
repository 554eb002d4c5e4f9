import { gradientNormObservable, lossObservable, type Observable, riseObservable } from "@overparam/core";
import { accuracy } from "./accuracy.ts";
import { drift } from "./drift.ts";
import { shares } from "./shares.ts";

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable[] = [
  lossObservable,
  gradientNormObservable,
  riseObservable,
  accuracy as Observable,
  drift as Observable,
  shares as Observable,
];
