import type { Claim, Context, Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { witness } from "./witness.ts";

const sizes = [2, 3, 5, 8] as const;
const epsilons = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001] as const;

/** 2021: n > k, the Polyak–Łojasiewicz condition fails near global minima: ‖∇L‖²/L → 0 along the witness. */
export const noPl: Claim<Config> = {
  id: "no-pl",
  name: "No PL condition, n > k",
  says: "With one student more the gradient near a global minimum can be arbitrarily small against the root of the loss.",
  statement: String.raw`n>k:\quad\lim_{\varepsilon\to0}\frac{\|\nabla L(W_\varepsilon)\|^2}{L(W_\varepsilon)}=0`,
  quantity: "‖∇L‖²/L along the witness as ε → 0, k = 2 … 8",
  grade: "exact",
  fidelity: "paper",
  assumes: [],
  construct: (_config, context) => ratios(context, "apart"),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "limit", value: 0, over: "ε", constants: "given" }),
  counter: {
    why: "as many students as teachers: the ratio tends to twice the curvature along the way",
    construct: (_config, context) => ratios(context, "whole"),
  },
};

function ratios(context: Context, how: "apart" | "whole"): readonly Measured[] {
  return sizes.flatMap((k) =>
    witness(context, k, epsilons, how).map(({ epsilon, loss, lossFloor, gradientNorm, gradientRounding }) => {
      const value = (gradientNorm * gradientNorm) / loss;
      return { run: `k = ${k}`, x: epsilon, value, rounding: (2 * gradientNorm * gradientRounding) / loss + (value * lossFloor) / loss };
    }),
  );
}
