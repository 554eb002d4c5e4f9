/**
 * Yoo, Fan, Boddeti, Kitani 2018: k-shot learning with gradients shared by groups of neurons.
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { type Config, yooConfig } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import type { YooProblem } from "./problem.ts";
import { setup } from "./setup.ts";

const study: Study<Config, YooProblem> = {
  id: "yoo2018kshot",
  version: 1,
  paper,
  says: "Neurons that respond alike share one gradient in fine-tuning, which shrinks the space that a few examples search.",
  config: yooConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
