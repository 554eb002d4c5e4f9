import type { Study } from "@overparam/core";
import type { Config } from "../config.ts";
import { ascentFigure } from "./ascent.ts";
import { ratesFigures } from "./rates.ts";
import { sharesFigure } from "./scales.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts, math) => [
  ...ascentFigure(records),
  ...sharesFigure(records, verdicts, math),
  ...ratesFigures(records, verdicts, math),
];
