import type { Study } from "@overparam/core";
import type { Config } from "../config.ts";
import { crossoverFigure } from "./crossover.ts";
import { deathFigure } from "./death.ts";
import { edgesFigure } from "./edges.ts";
import { rateFigure } from "./rates.ts";
import { sharesFigure } from "./shares.ts";
import { slowingFigure } from "./slowing.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts, math) => [
  ...sharesFigure(records),
  ...edgesFigure(records),
  ...deathFigure(records, math),
  ...rateFigure(records, verdicts, math),
  ...slowingFigure(records, verdicts),
  ...crossoverFigure(records, verdicts),
];
