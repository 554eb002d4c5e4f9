import type { Study } from "@overparam/core";
import type { Config } from "../config.ts";
import { againstLoss } from "./against-loss.ts";
import { alignmentFigure } from "./alignment.ts";
import { constantsFigure } from "./constants.ts";
import { lossFigure } from "./loss.ts";
import { planeFigure } from "./plane.ts";
import { ratiosFigure } from "./ratios.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts, math) => [
  ...lossFigure(records, verdicts),
  ...planeFigure(records),
  ...againstLoss(records, verdicts, math),
  ...ratiosFigure(records),
  ...alignmentFigure(records, verdicts),
  ...constantsFigure(records, verdicts),
];
