import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { drawOf, fact, numberOf } from "../reduce/values.ts";
import { narrowSweep, widthSweep } from "../trials.ts";
import { descent } from "./assumptions.ts";

/** ‖W(t) − W(0)‖ = O(m^(−1/2)). */
export const movement: Claim<Config> = {
  id: "movement",
  name: "Movement",
  says: "The wider the network, the less its weights move until the loss is gone.",
  statement: String.raw`\max_t\|W^{(t)}-W^{(0)}\|_F\le O\!\left(\frac{n^{5/2}\sqrt{L\,d\,F_0}}{\delta\sqrt m}\right)`,
  quantity: "slope of log max ‖W − W(0)‖_F against log m",
  grade: "exponent",
  fidelity: "derived",
  addition: "the whole claim: from the gradient bounds and the linear rate",
  assumes: descent,
  ensemble: widthSweep,
  reduce: ({ records }) => ({
    kind: "curves",
    curves: [...new Set(records.map(drawOf))].map((draw) => {
      const own = records.filter((record) => drawOf(record) === draw);
      return {
        run: draw,
        x: own.map((record) => fact(record, "m")),
        y: own.map((record) => record.samples.reduce((most, sample) => Math.max(most, numberOf(sample, "movement")), 0)),
      };
    }),
  }),
  predict: () => ({ form: "slope equals", exponent: -1 / 2, towards: "large x", constants: "fitted" }),
  counter: {
    why: "an output matrix of variance m^(−3/2)/d: the weights have to move no less at larger widths",
    ensemble: (config, seed) =>
      narrowSweep(config, seed, { outputPower: -1.5, samples: 4, separation: 0.8, inputsFile: undefined, stopLoss: 0.05 }),
  },
};
