/**
 * Zhang, Zhang, Hong, Sun, Luo 2021: networks with fewer neurons than samples that can be trained.
 *
 * @module
 */
import type { Study } from "@overparam/core";
import { claims } from "./claims/index.ts";
import { type Config, zhangConfig } from "./config.ts";
import { experiments } from "./experiments/index.ts";
import { figures } from "./figures/index.ts";
import { lab } from "./lab.ts";
import { observables } from "./observables/index.ts";
import { paper } from "./paper.ts";
import { presets } from "./presets.ts";
import { setup } from "./setup.ts";

const study: Study<Config> = {
  id: "zhang2021expressivity",
  version: 1,
  paper,
  says: "Two layers with m ≥ 2n/d neurons, fewer than samples, can fit any labels, and held to a region around a mirrored start every KKT point is nearly a global minimum.",
  config: zhangConfig,
  presets,
  setup,
  observables,
  claims,
  experiments,
  figures,
  lab,
};

export default study;
