import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { probeSizes } from "../observables/smoothness.ts";
import { local } from "../reduce/local.ts";
import { entryOf } from "../reduce/values.ts";
import { longSweep, shortSweep } from "../widths.ts";
import { localTheory } from "./assumptions.ts";

/** Lemma 13: L(W+U) ≤ L + ⟨∇L,U⟩ + O((r w_max)^{1/4}) L^{1/2} ‖U‖^{3/2} + O(r w_max) ‖U‖² + O(‖U‖⁴). */
export const lemma13: Claim<Config> = {
  id: "lemma-13",
  name: "Lemma 13",
  says: "The loss is smooth: what is left after the linear part is of the order of the lemma's three terms at every size of the move.",
  statement: String.raw`L(W+U)\le L+\langle\nabla L,U\rangle+O\bigl((rw_{\max})^{1/4}\bigr)L^{1/2}\|U\|^{3/2}+O(rw_{\max})\|U\|^2+O(\|U\|^4)`,
  quantity: "power of 1/‖U‖ in the largest left side over right side",
  grade: "existential",
  fidelity: "paper",
  addition:
    "U runs over ± the gradient and fixed random directions at five sizes; margin: half of 1/2, the least power at which an uncancelled linear part would show",
  assumes: localTheory,
  ensemble: longSweep,
  reduce: ({ records }) => {
    // Runs of one seed share their teachers: the constant of a draw is the largest over its widths.
    const seeds = [...new Set(records.map(({ seed }) => seed))];
    return {
      kind: "values",
      values: seeds.flatMap((seed) =>
        probeSizes.flatMap((size, k) => {
          const values = records
            .filter((record) => record.seed === seed)
            .flatMap((record) => local(record).map((sample) => entryOf(sample, "smoothness", k)));
          return values.length === 0 ? [] : [{ run: `seed ${seed}`, x: 1 / size, value: values.reduce((a, b) => Math.max(a, b)) }];
        }),
      ),
    };
  },
  predict: () => ({ form: "no growth", over: "1/‖U‖", margin: 1 / 4, constants: "fitted" }),
  counter: {
    why: "half of the gradient in place of the gradient: the linear part no longer cancels",
    ensemble: shortSweep,
    alter: (setup) =>
      withGradient(
        setup,
        (_theta, gradient) => {
          for (let k = 0; k < gradient.length; k++) gradient[k] = 0.5 * (gradient[k] as number);
        },
        { descend: false },
      ),
  },
};
