import type { Study } from "@overparam/core";
import type { Config } from "../config.ts";
import { accuracyFigure } from "./accuracy.ts";
import { driftFigure } from "./drift.ts";
import { pairsFigure } from "./pairs.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts) => [
  ...accuracyFigure(records),
  ...driftFigure(records),
  ...pairsFigure(records, verdicts),
];
