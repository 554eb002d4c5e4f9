import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import type { AntProblem } from "../problem.ts";
import { crossoverClaim } from "./crossover.ts";
import { deathRateClaim } from "./death-rate.ts";
import { equalLeakage } from "./equal-leakage.ts";
import { generalGraphs } from "./general-graphs.ts";
import { coexistenceClaim, leadDecides } from "./non-linear.ts";
import { oneWayFlow } from "./one-way-flow.ts";
import { slowingDown } from "./slowing-down.ts";
import { constantFlowClaim, growingFlowClaim, winnerRule } from "./winners.ts";

/** In the order of the paper, then what the laboratory adds. */
export const claims: readonly Claim<Config, AntProblem>[] = [
  constantFlowClaim,
  growingFlowClaim,
  generalGraphs,
  equalLeakage,
  oneWayFlow,
  leadDecides,
  winnerRule,
  deathRateClaim,
  coexistenceClaim,
  crossoverClaim,
  slowingDown,
];
