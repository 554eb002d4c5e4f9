import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { trainingSweep } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { fact, numberOf } from "../reduce/read.ts";

/** In the initial phase of adversarial training the adversary is faster the smaller the inputs are. */
export const trainingScale: Claim<Config, DengProblem> = {
  id: "training-scale",
  name: "Smaller scale in training",
  says: "While adversarial training begins, the adversary needs more steps the larger the inputs are, at one step and one ratio.",
  statement: String.raw`t(\|x\|)\ \text{rises with}\ \|x\|\ \text{at fixed}\ \varepsilon/\|x\|,\ W_0,\dots,W_k\ \text{of adversarial training}`,
  quantity: "slope of log of the adversary's mean steps over inputs and records against log ‖x‖, last decade",
  grade: "exponent",
  fidelity: "paper",
  addition:
    "the abstract says that a smaller scale leads to faster convergence of adversarial training in its initial phase; read as the convergence of the inner ascent along the way. What the robust loss does against the scale is shown by the experiment",
  assumes: [],
  ensemble: (config, seed) => trainingSweep(config, seed),
  reduce: ({ records }) => {
    const seeds = [...new Set(records.map(({ seed }) => seed))];
    return {
      kind: "curves",
      curves: seeds.map((seed) => {
        const runs = records.filter((record) => record.seed === seed);
        return {
          run: `seed ${seed}`,
          x: runs.map((record) => fact(record, "scale")),
          y: runs.map(({ samples }) => samples.reduce((sum, sample) => sum + numberOf(sample, "adversarySteps") / samples.length, 0)),
        };
      }),
    };
  },
  predict: () => ({ form: "slope at least", exponent: 0, towards: "large x", constants: "given" }),
  counter: {
    why: "a step of the adversary that rises with the cube of the scale, steeply enough to be seen in twelve networks",
    ensemble: (config, seed) => trainingSweep(config, seed, true),
  },
};
