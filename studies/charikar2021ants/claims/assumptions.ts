import type { Assumption } from "@overparam/core";
import type { Config } from "../config.ts";

/** A winner is defined only where one path is better than every other. */
export const uniqueOptimum: Assumption<Config> = {
  id: "unique-optimum",
  says: "one path is better than all others",
  check: ({ facts }) => {
    const gap = facts["gap"];
    const met = typeof gap === "number" && (gap < 0 || gap > 1e-9);
    return {
      met,
      measured: typeof gap === "number" && gap < 0 ? "there is no other path" : `the next path's log weight is larger by ${String(gap)}`,
    };
  },
};

/** Both injections are positive. */
export const bothWays: Assumption<Config> = {
  id: "two-way-flow",
  says: "flow enters at both ends",
  check: ({ config }) => ({ met: config.forward > 0 && config.backward > 0, measured: `F = ${config.forward}, B = ${config.backward}` }),
};

/** The theorems speak of the linear rule. */
export const linearRule: Assumption<Config> = {
  id: "linear-rule",
  says: "the rule is linear",
  check: ({ config }) => ({ met: config.rule === "linear", measured: `the rule is ${config.rule}` }),
};

/** What all theorems on winners assume. */
export const theory = [uniqueOptimum, bothWays, linearRule] as const;
