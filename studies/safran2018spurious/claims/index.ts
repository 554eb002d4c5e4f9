import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { curvatureBound } from "./curvature-bound.ts";
import { hiddenLaw, hiddenUnseen, lowestFound, lowestLaw } from "./families.ts";
import { globalMinima } from "./global-minima.ts";
import { negativeCurvature } from "./negative-curvature.ts";
import { noPl } from "./no-pl.ts";
import { oneMore } from "./one-more.ts";
import { spectrumAgreement, spectrumBulk, spectrumGrowth } from "./spectrum.ts";
import { splitting, splittingBound } from "./splitting.ts";
import { studentNorms } from "./student-norms.ts";
import { stuckFraction } from "./stuck-fraction.ts";
import { twoMore } from "./two-more.ts";

/** The statements: 2018 first, then 2021, then Arjevani and Field. */
export const claims: readonly Claim<Config>[] = [
  stuckFraction,
  oneMore,
  twoMore,
  globalMinima,
  curvatureBound,
  negativeCurvature,
  noPl,
  splitting,
  splittingBound,
  studentNorms,
  lowestLaw,
  lowestFound,
  hiddenLaw,
  hiddenUnseen,
  spectrumGrowth,
  spectrumBulk,
  spectrumAgreement,
];
