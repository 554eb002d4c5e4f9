import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { batches } from "../ensembles.ts";
import { stuckFigure } from "../figures/stuck.ts";

/** |x| students and orthonormal |x| teachers under the same protocol, for contrast. */
export const absoluteValue: Experiment<Config> = {
  id: "absolute-value",
  title: "|x| in place of ReLU",
  says: "The same protocol with absolute values: how often does descent get stuck?",
  trials: (config, seed) =>
    (config.scale === "smoke" ? [4] : [4, 6, 8, 10]).flatMap((k) =>
      // The curvature of |x| is four times that of ReLU.
      batches(config, seed, { teachers: k, extra: 0, activation: "abs", step: 0.025, enough: 0 }, config.scale === "smoke" ? 10 : 200),
    ),
  figures: (records, math) => stuckFigure(records, [], math),
};
