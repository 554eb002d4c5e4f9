import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters.ts";
import { numberOf, resolved } from "../reduce/values.ts";
import { radiusSweep, shortSweep } from "../sweeps.ts";
import { fullRank, mirrored } from "./assumptions.ts";

/** Projected gradient methods come to KKT points: expected by the paper, its analysis left open. */
export const convergence: Claim<Config> = {
  id: "convergence",
  name: "Convergence to KKT points",
  says: "The projected gradient falls at least as fast as the general rate of descent, 1/√k.",
  statement: String.raw`\min_{i\le k}\|u_i-P(u_i-\nabla_u L)\|\to0`,
  quantity: "slope of the log of the least projected gradient so far against log k",
  grade: "existential",
  fidelity: "paper",
  addition:
    "the paper expects convergence without a rate; −1/2 is the rate of projected descent on any smooth function, the weakest that is called converging here",
  assumes: [mirrored, fullRank],
  ensemble: (config, seed) => radiusSweep(config, seed),
  reduce: ({ records }) => ({
    kind: "curves",
    curves: records.map((record) => {
      // Once the loss is rounding, so is its gradient.
      const samples = resolved(record).filter((sample) => sample.iteration > 0);
      let least = Number.POSITIVE_INFINITY;
      return {
        run: `seed ${record.seed}`,
        group: `ε = ${record.config.radius}`,
        x: samples.map((sample) => sample.iteration),
        y: samples.map((sample) => {
          least = Math.min(least, numberOf(sample, "kktResidual"));
          return least;
        }),
      };
    }),
  }),
  predict: () => ({ form: "slope at most", exponent: -0.5, towards: "large x", constants: "fitted" }),
  counter: {
    why: "the gradient in v has the wrong sign: backtracking keeps the loss from rising, and the run stands still",
    ensemble: (config, seed) => shortSweep(config, seed),
    alter: (setup, config) =>
      withGradient(setup, (gradient) => {
        for (let k = gradient.length - config.students; k < gradient.length; k++) gradient[k] = -(gradient[k] as number);
      }),
  },
};
