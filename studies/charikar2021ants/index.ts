/**
 * Charikar, Garg, Gordon, Shiragur 2021: ant trail formation, a reinforced flow on a graph.
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { antConfig, type Config } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import type { AntProblem } from "./problem.ts";
import { setup } from "./setup.ts";

const study: Study<Config, AntProblem> = {
  id: "charikar2021ants",
  version: 1,
  paper,
  says: "Ants that follow and lay decaying pheromone in both directions find the path of least leakage, or the shortest one when their number grows.",
  config: antConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
