import type { Study } from "@overparam/core";
import type { Config } from "../config.ts";
import { aroundFigure } from "./around.ts";
import { objectiveFigures } from "./objective.ts";
import { testErrorFigure } from "./test-error.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts, math) => [
  ...aroundFigure(records, (y, x) => math.atan2(y, x)),
  ...objectiveFigures(records),
  ...testErrorFigure(records, verdicts, math),
];
