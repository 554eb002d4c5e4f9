import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { lambdaSweep } from "./lambda-sweep.ts";
import { recoveryRuns } from "./recovery.ts";
import { stepRules } from "./step-rules.ts";
import { widthMap } from "./width-map.ts";

/** The runs worth repeating, and the sweeps around them. */
export const experiments: readonly Experiment<Config>[] = [recoveryRuns, lambdaSweep, stepRules, widthMap];
