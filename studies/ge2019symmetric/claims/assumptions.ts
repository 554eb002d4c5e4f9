import type { Assumption } from "@overparam/core";
import type { Config } from "../config.ts";

/** The inputs' law is symmetric. */
export const symmetricInputs: Assumption<Config> = {
  id: "symmetric-inputs",
  says: "x and −x are equally likely",
  check: ({ config }) => ({ met: config.shift === 0, measured: `inputs are shifted by ${config.shift}` }),
};

/** There are no more neurons than inputs and outputs. */
export const fewNeurons: Assumption<Config> = {
  id: "few-neurons",
  says: "there are no more neurons than inputs and outputs",
  check: ({ facts }) => {
    const [k, d, m] = [facts["k"], facts["d"], facts["m"]] as [number, number, number];
    return { met: k <= d && k <= m, measured: `${k} neurons, ${d} inputs, ${m} outputs` };
  },
};

export const theory = [symmetricInputs, fewNeurons] as const;
