import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { equal } from "./equal.ts";
import { mirror } from "./mirror.ts";
import { parallel } from "./parallel.ts";
import { phase3Norms } from "./phase-3-norms.ts";
import { potentialLoss } from "./potential-loss.ts";
import { potentialRate } from "./potential-rate.ts";
import { potentialWidth } from "./potential-width.ts";
import { relation } from "./relation.ts";
import { single } from "./single.ts";
import { theorem14 } from "./theorem-14.ts";
import { theorem7 } from "./theorem-7.ts";
import { theorem7Width } from "./theorem-7-width.ts";
import { theorem9 } from "./theorem-9.ts";
import { theorem9Width } from "./theorem-9-width.ts";

/** The statements in the order of the paper's argument. */
export const claims: readonly Claim<Config>[] = [
  theorem9,
  theorem9Width,
  phase3Norms,
  theorem7,
  theorem7Width,
  theorem14,
  potentialRate,
  potentialLoss,
  potentialWidth,
  parallel,
  equal,
  mirror,
  relation,
  single,
];
