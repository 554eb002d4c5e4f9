import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { excessFigure } from "../figures/excess.ts";
import { gapFigure } from "../figures/gap.ts";
import { recovery } from "../trials.ts";

/** One, two and three teachers, the last of both signs. */
export const recoveryRuns: Experiment<Config> = {
  id: "recovery",
  title: "Recovery of one, two and three teachers",
  says: "Students become as many atoms as there are teachers, and the certificate falls to 1.",
  trials: recovery,
  figures: (records) => [...excessFigure(records, []), ...gapFigure(records, [])],
};
