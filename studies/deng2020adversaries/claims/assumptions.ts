import type { Assumption } from "@overparam/core";
import type { Config } from "../config.ts";

/** w_r ~ N(0, I), a_r = ±1 at random, and x not chosen by either. */
export const randomInputs: Assumption<Config> = {
  id: "random-inputs",
  says: "inputs are uniform on a sphere and labels have random signs",
  check: ({ facts }) => ({
    met: facts["law"] === "random",
    measured: facts["law"] === "random" ? "inputs drawn by the study" : "the inputs are those of a file",
  }),
};
