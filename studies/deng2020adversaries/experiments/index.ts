import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { scaleSweepExperiment } from "./scale-sweep.ts";
import { trainingExperiment } from "./training.ts";

/** The brief's questions as sets of runs: the landscape against the scale, and adversarial training. */
export const experiments: readonly Experiment<Config>[] = [scaleSweepExperiment, trainingExperiment];
