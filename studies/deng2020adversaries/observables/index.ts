import { lossObservable, type Observable } from "@overparam/core";
import { adversarySteps } from "./adversary-steps.ts";
import { cleanLoss } from "./clean-loss.ts";
import { maxima } from "./maxima.ts";
import { place, radii, residuals, settledShare, slopes, taken, tangents } from "./starts.ts";

/** Everything the claims need, so that they are judged on records alone. */
export const observables: readonly Observable[] = [
  lossObservable,
  residuals,
  slopes,
  tangents,
  radii,
  taken,
  settledShare,
  maxima,
  place,
  cleanLoss,
  adversarySteps,
];
