import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import type { GeProblem } from "../problem.ts";
import { brokenSymmetry, counting, detector, singleNeuron, smoothed } from "./constructed.ts";
import { nullSpaceGap } from "./null-space.ts";
import { noiseRate, sampleRate } from "./rates.ts";
import { exactRecovery, symmetrisedSample } from "./recovery.ts";

/** In the order of the brief. */
export const claims: readonly Claim<Config, GeProblem>[] = [
  exactRecovery,
  symmetrisedSample,
  sampleRate,
  singleNeuron,
  detector,
  noiseRate,
  smoothed,
  counting,
  brokenSymmetry,
  nullSpaceGap,
];
