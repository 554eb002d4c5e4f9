/**
 * Liang, Sun, Srikant 2021: small test error in mildly over-parameterized networks (a reconstruction).
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { type Config, liangConfig } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import { setup } from "./setup.ts";

const study: Study<Config> = {
  id: "liang2021small",
  version: 1,
  paper,
  says: "A regularized two-layer classifier whose zero-neuron certificate holds is optimal over all widths, is found by descent with insertion, and has an explicit test error.",
  config: liangConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
