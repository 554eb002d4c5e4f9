/**
 * Safran, Shamir 2018, with Safran, Yehudai, Shamir 2021 and Arjevani, Field 2021: spurious minima of two-layer ReLU networks.
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { type Config, safranConfig } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import type { SafranProblem } from "./problem.ts";
import { setup } from "./setup.ts";

const study: Study<Config, SafranProblem> = {
  id: "safran2018spurious",
  version: 1,
  paper,
  says: "With orthonormal teachers gradient descent often ends in local minima that are not global, and one more student makes them rare.",
  config: safranConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
