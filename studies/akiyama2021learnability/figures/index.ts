import type { Study } from "@overparam/core";
import type { Config } from "../config.ts";
import { certificateFigure } from "./certificate.ts";
import { excessFigure } from "./excess.ts";
import { gapFigure } from "./gap.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts, math) => [
  ...certificateFigure(records, (y, x) => math.atan2(y, x)),
  ...excessFigure(records, verdicts),
  ...gapFigure(records, verdicts),
];
