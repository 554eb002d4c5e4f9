import type { Assumption } from "@overparam/core";
import type { Config } from "../config.ts";
import { largestRank } from "../arrangement/greatest.ts";
import { fact } from "../reduce/values.ts";

/** The reconstruction's assumption on the data of fully connected networks: a span of few dimensions, in which the arrangement can be enumerated. */
export const enumerated: Assumption<Config> = {
  id: "low-rank",
  says: `the inputs span at most ${largestRank} dimensions, so that max |g| is exact`,
  check: (record) => {
    const rank = fact(record, "rank");
    return { met: rank <= largestRank, measured: `they span ${rank}` };
  },
};

/** The explicit network that a certified one is compared with solves the exclusive-or of the circle. */
export const exclusiveOr: Assumption<Config> = {
  id: "exclusive-or",
  says: "the data are the exclusive-or on the circle, for which an explicit network is known",
  check: (record) => ({ met: fact(record, "comparisonMargin") > 0, measured: `the data are ${String(record.facts["law"])}` }),
};
