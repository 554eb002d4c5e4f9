import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { convergence } from "./convergence.ts";
import { expressivity } from "./expressivity.ts";
import { kktGlobal } from "./kkt-global.ts";
import { limitLine, limitRuns } from "./limit.ts";
import { localRegion } from "./local-region.ts";
import { movement, price } from "./price.ts";
import { rank, rankStandard } from "./rank.ts";
import { zeroOutput } from "./zero-output.ts";

/** In the order of the paper's argument. */
export const claims: readonly Claim<Config>[] = [
  zeroOutput,
  rank,
  rankStandard,
  expressivity,
  localRegion,
  kktGlobal,
  convergence,
  price,
  movement,
  limitLine,
  limitRuns,
];
