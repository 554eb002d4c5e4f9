import type { Study } from "@overparam/core";
import type { Config } from "../config.ts";
import { courseFigure } from "./course.ts";
import { levelsFigure } from "./levels.ts";
import { planeFigure } from "./plane.ts";
import { spectrumFigure } from "./spectrum.ts";
import { stuckFigure } from "./stuck.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts, math) => [
  ...stuckFigure(records, verdicts, math),
  ...levelsFigure(records, math),
  ...courseFigure(records),
  ...spectrumFigure(records, ({ config }) => `k = ${config.teachers}, ${config.start}`),
  ...planeFigure(records),
];
