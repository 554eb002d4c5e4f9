import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { fact } from "../reduce/fact.ts";
import { local } from "../reduce/local.ts";
import { numberOf } from "../reduce/values.ts";
import { worstByWidth } from "../reduce/worst.ts";
import { wideSweep } from "../widths.ts";
import { fullGradient, localTheory } from "./assumptions.ts";
import { widthMargin } from "./margins.ts";

/** Most steps of the counter-run: L·t is largest early. */
const counterSteps = { smoke: 200, default: 1000, full: 10_000 } as const;

/** Theorem 5, its constant: max_t L(W_t) t / (r w_max) is bounded uniformly in m. */
export const theorem5Width: Claim<Config> = {
  id: "theorem-5-width",
  name: "Theorem 5, constant",
  says: "The time to reach a loss does not grow with the number of students.",
  statement: String.raw`\sup_t \frac{L(W_t)\,t}{r\,w_{\max}}\le C,\ \text{uniformly in } m`,
  quantity: "slope in log m of log max L t/(r w_max)",
  grade: "existential",
  fidelity: "paper",
  addition: "the constant is fitted on each run; margin as for Theorem 4",
  assumes: [...localTheory, fullGradient],
  ensemble: wideSweep,
  reduce: (material) =>
    worstByWidth(material, local, (sample, record) => (numberOf(sample, "loss") * sample.time) / (fact(record, "r") * fact(record, "wMax"))),
  predict: () => ({ form: "no growth", over: "m", margin: widthMargin, constants: "fitted" }),
  counter: {
    why: "mean-field descent without its factor of time, ∇L · r/m: the time then grows with m",
    ensemble: (config, seed) => wideSweep({ ...config, steps: Math.min(config.steps, counterSteps[config.scale]) }, seed),
    alter: (setup) => {
      const factor = Number(setup.facts["r"]) / Number(setup.facts["m"]);
      return withGradient(
        setup,
        (_theta, gradient) => {
          for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] as number) * factor;
        },
        { descend: true },
      );
    },
  },
};
