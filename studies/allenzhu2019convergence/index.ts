/**
 * Allen-Zhu, Li, Song 2019: convergence of deep networks by over-parameterization.
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { allenzhuConfig, type Config } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import { setup } from "./setup.ts";

const study: Study<Config> = {
  id: "allenzhu2019convergence",
  version: 2,
  paper,
  says: "Near a random start, sufficiently wide deep ReLU networks are almost linear in their weights, and gradient descent finds zero training loss at a linear rate.",
  config: allenzhuConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
