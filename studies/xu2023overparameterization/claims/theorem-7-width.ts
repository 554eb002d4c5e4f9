import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { shortWidths, widthSweep } from "../ensembles.ts";
import { worstByWidth } from "../reduce/by-width.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { theory } from "./assumptions.ts";
import { widthMargin } from "./margins.ts";

/** Theorem 7, its constant: L^{2/3}/(‖∇L‖ n^{2/3}‖v‖^{1/3}) does not grow with n. */
export const theorem7Width: Claim<Config> = {
  id: "theorem-7-width",
  name: "Theorem 7, constant",
  says: "The gradient bound loses at most the power 2/3 of the number of students.",
  statement: String.raw`\sup\frac{L^{2/3}}{\|\nabla L\|\,n^{2/3}\|v\|^{1/3}}=O(1)`,
  quantity: "slope in log n of log max L^(2/3)/(‖∇L‖ n^(2/3) ‖v‖^(1/3)), last decade",
  grade: "existential",
  fidelity: "paper",
  assumes: theory,
  ensemble: widthSweep,
  reduce: (material) =>
    worstByWidth(material, (sample, record) => {
      const scale = material.math.power(fact(record, "n"), 2, 3) * material.math.power(fact(record, "teacherNorm"), 1, 3);
      return 1 / (numberOf(sample, "gradientRatio2of3") * scale);
    }),
  predict: () => ({ form: "no growth", over: "n", margin: widthMargin, constants: "fitted" }),
  counter: {
    why: "a gradient divided by the square of the number of students",
    ensemble: shortWidths,
    alter: (setup) => {
      const n = Number(setup.facts["n"]);
      return withGradient(
        setup,
        (gradient) => {
          for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] as number) / (n * n);
        },
        { descend: false },
      );
    },
  },
};
