import type { Assumption } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, lastOf, numberOf } from "../reduce/values.ts";

/** The start is mirrored, and the run is held to the region around it. */
export const mirrored: Assumption<Config> = {
  id: "mirrored",
  says: "the run is constrained to the region around a mirrored start",
  check: ({ config }) => ({
    met: config.start === "mirrored" && config.method === "constrained",
    measured: `${config.start} start, method ${config.method}`,
  }),
};

/** m d/2 ≥ n: full row rank at the start. */
export const fullRank: Assumption<Config> = {
  id: "full-rank",
  says: "m d/2 is at least n",
  check: (record) => ({ met: fact(record, "load") >= 1, measured: `m d/(2n) = ${fact(record, "load")}` }),
};

/** What counts as a KKT point. */
const atRest = 1e-8;

/** The run has come to a KKT point. */
export const kktPoint: Assumption<Config> = {
  id: "kkt-point",
  says: `the projected gradient is at most ${atRest} at the end`,
  check(record) {
    const residual = numberOf(lastOf(record), "kktResidual");
    return { met: residual <= atRest, measured: `it is ${residual}` };
  },
};
