import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { comparison } from "./comparison.ts";
import { realData } from "./real-data.ts";
import { scaling } from "./scaling.ts";
import { tooFewExperiment } from "./too-few.ts";
import { widthSweep } from "./width-sweep.ts";

/** The sweeps around the threshold, and the comparisons. */
export const experiments: readonly Experiment<Config>[] = [widthSweep, scaling, tooFewExperiment, comparison, realData];
