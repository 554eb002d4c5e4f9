import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { slowingDown } from "../counters/with-gradient.ts";
import { stepsToShares } from "../reduce/steps-to.ts";
import { drawOf, fact } from "../reduce/values.ts";
import { easyPair, singleWidth, widthSweep } from "../trials.ts";
import { descent } from "./assumptions.ts";

/** Theorem 1: F ≤ ε after T = Θ(poly(n, L) δ^−2 log(1/ε)) steps. */
export const gdRate: Claim<Config> = {
  id: "gd-rate",
  name: "Theorem 1, rate",
  says: "Gradient descent converges linearly: every further digit of the loss costs as many steps as the one before.",
  statement: String.raw`F(W^{(T)})\le\varepsilon\ \text{for}\ T=\Theta\!\left(\frac{\mathrm{poly}(n,L)}{\delta^2}\log\frac1\varepsilon\right)`,
  quantity: "power of F_0/F in the steps for a decade of the loss",
  grade: "existential",
  fidelity: "recalled",
  addition:
    "what is left of the rate without its constant: steps per decade do not grow; margin 1/8, which a loss of order t^(−p) exceeds for every p < 8",
  assumes: descent,
  ensemble: widthSweep,
  reduce: ({ records, math }) => ({
    kind: "values",
    values: records.flatMap((record) => {
      const reached = stepsToShares((x) => math.log(x), record, "loss", 10);
      return reached.map(({ ratio, steps }, k) => ({
        run: `${drawOf(record)}, m = ${fact(record, "m")}`,
        x: ratio,
        value: steps - (reached[k - 1]?.steps ?? 0),
      }));
    }),
  }),
  predict: () => ({ form: "no growth", over: "F_0/F", margin: 1 / 8, constants: "fitted" }),
  counter: {
    why: "descent along the gradient times the loss, from a tenth of the start's on: 1/t in place of an exponential",
    ensemble: (config, seed) =>
      singleWidth(config, seed, {
        ...easyPair,
        width: 64,
        steps: config.scale === "smoke" ? 2500 : 10_000,
        stopLoss: 9e-4,
        every: 10,
        step: 1,
      }),
    alter: (setup) => slowingDown(setup, 2, 0.1),
  },
};
