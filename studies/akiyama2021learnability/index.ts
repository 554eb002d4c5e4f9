/**
 * Akiyama, Suzuki 2021: a teacher's neurons recovered by a sparse penalty and a norm-dependent step (a reconstruction).
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { akiyamaConfig, type Config } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import { setup } from "./setup.ts";

const study: Study<Config> = {
  id: "akiyama2021learnability",
  version: 1,
  paper,
  says: "With a sparse penalty and a step in proportion to each neuron's norm, gradient descent finds a teacher's neurons, and a dual certificate proves it.",
  config: akiyamaConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
