import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { claim1 } from "./claim-1.ts";
import { claim2 } from "./claim-2.ts";
import { lemma10 } from "./lemma-10.ts";
import { lemma11Bound } from "./lemma-11-bound.ts";
import { lemma11Identity } from "./lemma-11-identity.ts";
import { lemma12Norm } from "./lemma-12-norm.ts";
import { lemma12R1 } from "./lemma-12-r1.ts";
import { lemma12Sign } from "./lemma-12-sign.ts";
import { lemma13 } from "./lemma-13.ts";
import { lemma14 } from "./lemma-14.ts";
import { lemma8 } from "./lemma-8.ts";
import { lemma9 } from "./lemma-9.ts";
import { lemmaC2 } from "./lemma-c2.ts";
import { lemmaC5 } from "./lemma-c5.ts";
import { lemmaC6 } from "./lemma-c6.ts";
import { theorem3 } from "./theorem-3.ts";
import { theorem4 } from "./theorem-4.ts";
import { theorem4Width } from "./theorem-4-width.ts";
import { theorem5Descent } from "./theorem-5-descent.ts";
import { theorem5Rate } from "./theorem-5-rate.ts";
import { theorem5Width } from "./theorem-5-width.ts";

/** Every numbered statement of the paper that can be run, in the paper's order. */
export const claims: readonly Claim<Config>[] = [
  theorem3,
  theorem4,
  theorem4Width,
  theorem5Descent,
  theorem5Rate,
  theorem5Width,
  lemma8,
  lemmaC2,
  lemma9,
  lemma10,
  lemma11Identity,
  lemma11Bound,
  lemma12Sign,
  lemma12R1,
  lemma12Norm,
  lemmaC5,
  lemmaC6,
  lemma13,
  lemma14,
  claim2,
  claim1,
];
