import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { gradientChange, linearisation } from "./equivalence.ts";
import { gdRate } from "./gd-rate.ts";
import { gradientLower, gradientUpper } from "./gradient-bounds.ts";
import { layerNorms, layerProducts, layerSeparation } from "./initialisation.ts";
import { kernelConvergence, kernelConvergenceConvolutional, kernelConvergenceResidual, kernelDiagonal } from "./kernel.ts";
import { accuracy, accuracySteps, convexLoss, nonConvexLoss } from "./losses.ts";
import { movement } from "./movement.ts";
import { semiSmoothness } from "./semi-smoothness.ts";
import { sgdBatch } from "./sgd-batch.ts";
import { outputStability, randomSignChanges, signChanges } from "./stability.ts";

/** Every numbered statement that can be run, in the order of the brief. */
export const claims: readonly Claim<Config>[] = [
  gdRate,
  sgdBatch,
  gradientLower,
  gradientUpper,
  semiSmoothness,
  signChanges,
  randomSignChanges,
  outputStability,
  layerNorms,
  layerProducts,
  layerSeparation,
  gradientChange,
  linearisation,
  convexLoss,
  nonConvexLoss,
  accuracy,
  accuracySteps,
  movement,
  kernelDiagonal,
  kernelConvergence,
  kernelConvergenceConvolutional,
  kernelConvergenceResidual,
];
