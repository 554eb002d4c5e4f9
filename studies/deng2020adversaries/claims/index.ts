import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import type { DengProblem } from "../problem.ts";
import { angle } from "./angle.ts";
import { angleLaw } from "./angle-law.ts";
import { ball } from "./ball.ts";
import { contraction, contractionPercent } from "./contraction.ts";
import { count } from "./count.ts";
import { gradientSize } from "./gradient-size.ts";
import { localMaximum } from "./local-maximum.ts";
import { otherLoss } from "./other-loss.ts";
import { scaleRegular } from "./scale-regular.ts";
import { scaleSteps } from "./scale-steps.ts";
import { steps } from "./steps.ts";
import { trainingRate } from "./training-rate.ts";
import { trainingScale } from "./training-scale.ts";
import { twoMaxima } from "./two-maxima.ts";

/** The paper's statements first, then what the laboratory derived. */
export const claims: readonly Claim<Config, DengProblem>[] = [
  localMaximum,
  scaleSteps,
  scaleRegular,
  trainingScale,
  otherLoss,
  ball,
  gradientSize,
  count,
  twoMaxima,
  contraction,
  contractionPercent,
  angle,
  angleLaw,
  steps,
  trainingRate,
];
