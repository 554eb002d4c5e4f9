/**
 * Deng, He, Huang, Su 2020: dynamics of first-order adversaries.
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { type Config, dengConfig } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import type { DengProblem } from "./problem.ts";
import { setup } from "./setup.ts";

const study: Study<Config, DengProblem> = {
  id: "deng2020adversaries",
  version: 1,
  paper,
  says: "At a random two-layer network the adversary's projected gradient ascent finds a local maximum fast, and smaller inputs make the landscape more regular.",
  config: dengConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
