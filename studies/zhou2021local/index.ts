/**
 * Zhou, Ge, Jin 2021: local convergence of mildly over-parameterized two-layer networks.
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { type Config, zhouConfig } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import { setup } from "./setup.ts";

const study: Study<Config> = {
  id: "zhou2021local",
  version: 3,
  paper,
  says: "Near a perfect fit, gradient descent on an over-parameterized |x| network finds the teacher's neurons at a rate that does not depend on the width.",
  config: zhouConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
