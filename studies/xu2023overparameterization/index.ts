/**
 * Xu, Du 2023: over-parameterization slows down learning a single neuron.
 *
 * @module
 */
import type { Study, TeacherStudent } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { type Config, xuConfig } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import { setup } from "./setup.ts";

const study: Study<Config, TeacherStudent> = {
  id: "xu2023overparameterization",
  version: 1,
  paper,
  says: "A second student turns the exponential convergence of learning one neuron into one over the cube of time.",
  config: xuConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
