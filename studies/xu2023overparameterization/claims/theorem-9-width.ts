import type { Claim, Material } from "@overparam/core";
import type { Config } from "../config.ts";
import { widthSweep } from "../ensembles.ts";
import { worstByWidth } from "../reduce/by-width.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { theory } from "./assumptions.ts";
import { widthMargin } from "./margins.ts";

/** Theorem 9, its constant: t³L/(n⁴‖v‖²) does not grow with n. */
export const theorem9Width: Claim<Config> = {
  id: "theorem-9-width",
  name: "Theorem 9, constant",
  says: "The constant in front of the inverse cube grows at most like the fourth power of the number of students.",
  statement: String.raw`\sup_{T}\frac{(\eta T)^3L(T+T_2)}{n^4\|v\|^2}=O(1)`,
  quantity: "slope in log n of log max t³L/(n⁴‖v‖²), last decade",
  grade: "existential",
  fidelity: "paper",
  assumes: theory,
  ensemble: widthSweep,
  reduce: (material) => constants(material, (n) => n * n * n * n),
  predict: () => ({ form: "no growth", over: "n", margin: widthMargin, constants: "fitted" }),
  counter: {
    why: "the fourth power of n on the wrong side, as if more students made the constant smaller by it",
    reduce: (material) => constants(material, (n) => 1 / (n * n * n * n)),
  },
};

function constants(material: Material<Config>, power: (n: number) => number) {
  return worstByWidth(material, (sample, record) => {
    const t = sample.time;
    const scale = power(fact(record, "n")) * fact(record, "teacherNorm") * fact(record, "teacherNorm");
    return (t * t * t * numberOf(sample, "loss")) / scale;
  });
}
