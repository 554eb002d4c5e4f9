import { lossFloorObservable, lossObservable, type Observable, riseObservable } from "@overparam/core";
import { sphereFace } from "./on-the-circle.ts";
import { birth } from "./birth.ts";
import { certificate, neuronTable, progress, stationarity } from "./state.ts";
import { errors } from "./errors.ts";

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable[] = [
  lossObservable,
  lossFloorObservable,
  riseObservable,
  stationarity as Observable,
  neuronTable as Observable,
  certificate as Observable,
  birth as Observable,
  progress as Observable,
  errors as Observable,
  sphereFace as Observable,
];
