import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { certificateAtoms, certificateMaximum, dualityGap } from "./certificate.ts";
import { conditioning } from "./conditioning.ts";
import { linearRate, splitting, stepRule } from "./convergence.ts";
import { firstOrderShift, shiftRemainder } from "./first-order-shift.ts";
import { oneTeacherCertificate, oneTeacherLoss, oneTeacherMass } from "./one-teacher.ts";
import { preCertificateBound, preCertificateCurvature } from "./pre-certificate.ts";
import { samplingError } from "./sampling-error.ts";
import { support, supportOutside } from "./support.ts";
import { dimension, width } from "./width.ts";

/** Every statement that can be run, in the order of the study's README. */
export const claims: readonly Claim<Config>[] = [
  certificateMaximum,
  certificateAtoms,
  dualityGap,
  preCertificateBound,
  preCertificateCurvature,
  conditioning,
  firstOrderShift,
  shiftRemainder,
  oneTeacherMass,
  oneTeacherLoss,
  oneTeacherCertificate,
  support,
  supportOutside,
  samplingError,
  linearRate,
  splitting,
  stepRule,
  width,
  dimension,
];
