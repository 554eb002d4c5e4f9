/**
 * Ge, Kuditipudi, Li, Wang 2019: two-layer networks from the moments of symmetric inputs.
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { type Config, geConfig } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import type { GeProblem } from "./problem.ts";
import { setup } from "./setup.ts";

const study: Study<Config, GeProblem> = {
  id: "ge2019symmetric",
  version: 3,
  paper,
  says: "With symmetric inputs a two-layer network can be read off the moments of its samples by linear algebra, without descent.",
  config: geConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
