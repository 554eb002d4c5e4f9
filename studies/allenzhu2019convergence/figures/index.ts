import type { Study } from "@overparam/core";
import type { Config } from "../config.ts";
import { lossFigure } from "./loss.ts";
import { overWidth } from "./over-width.ts";

/** Figures of one run or of a verification, from records alone. */
export const figures: Study<Config>["figures"] = (records, verdicts, math) => {
  const regression = records.filter(({ config }) => config.loss === "squared");
  return [...lossFigure(regression.length > 0 ? regression : records, verdicts, math), ...overWidth(records, verdicts)];
};
