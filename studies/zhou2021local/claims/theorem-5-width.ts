import type { Claim, Evidence, Material, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/fact.ts";
import { local } from "../reduce/local.ts";
import { localTime } from "../reduce/local-time.ts";
import { numberOf } from "../reduce/values.ts";
import { worstByWidth } from "../reduce/worst.ts";
import { wideSweep } from "../widths.ts";
import { fullGradient, localTheory } from "./assumptions.ts";
import { widthMargin } from "./margins.ts";

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
  reduce: (material) => slowest(material, () => 1),
  predict: () => ({ form: "no growth", over: "m", margin: widthMargin, constants: "fitted" }),
  counter: {
    why: "time is counted in updates of single students, m of them a step: that does grow with m",
    reduce: (material) => slowest(material, (record) => fact(record, "m")),
  },
};

/** max_t L t / (r w_max) by width, t in units of η · iteration · `updates`. */
function slowest(material: Material<Config>, updates: (record: RunRecord<Config>) => number): Evidence {
  return worstByWidth(
    material,
    local,
    (sample, record) =>
      (numberOf(sample, "loss") * localTime(record)(sample) * updates(record)) / (fact(record, "r") * fact(record, "wMax")),
  );
}
