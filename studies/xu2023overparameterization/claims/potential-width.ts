import type { Claim, Material } from "@overparam/core";
import type { Config } from "../config.ts";
import { widthSweep } from "../ensembles.ts";
import { worstByWidth } from "../reduce/by-width.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { theory } from "./assumptions.ts";
import { widthMargin } from "./margins.ts";

/** L ≥ Ω(Z³ n⁻⁵/‖v‖), its constant: Z³/(n⁵‖v‖L) does not grow with n. */
export const potentialWidth: Claim<Config> = {
  id: "potential-width",
  name: "Potential, constant",
  says: "The loss is at least the cube of the disagreement over the fifth power of the number of students.",
  statement: String.raw`\sup\frac{Z^3}{n^5\|v\|L}=O(1)`,
  quantity: "slope in log n of log max Z³/(n⁵‖v‖L), last decade",
  grade: "existential",
  fidelity: "paper",
  assumes: theory,
  ensemble: widthSweep,
  reduce: (material) => constants(material, (n) => n * n * n * n * n),
  predict: () => ({ form: "no growth", over: "n", margin: widthMargin, constants: "fitted" }),
  counter: {
    why: "the same without the power of the number of students, as if Z were a mean over pairs and not their sum",
    reduce: (material) => constants(material, () => 1),
  },
};

function constants(material: Material<Config>, power: (n: number) => number) {
  return worstByWidth(material, (sample, record) => {
    const z = numberOf(sample, "potential");
    return (z * z * z) / (power(fact(record, "n")) * fact(record, "teacherNorm") * numberOf(sample, "loss"));
  });
}
