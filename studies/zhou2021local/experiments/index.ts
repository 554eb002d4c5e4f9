import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { initialisations } from "./initialisations.ts";
import { randomStart } from "./random-start.ts";
import { threeRegimes } from "./three-regimes.ts";
import { unequalNorms } from "./unequal-norms.ts";
import { widthSweepExperiment } from "./width-sweep.ts";

/** The paper's picture and the sweeps around it. */
export const experiments: readonly Experiment<Config>[] = [threeRegimes, widthSweepExperiment, unequalNorms, randomStart, initialisations];
