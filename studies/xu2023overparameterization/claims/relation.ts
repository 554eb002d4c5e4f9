import type { Claim, Material } from "@overparam/core";
import type { Config } from "../config.ts";
import { withGradient } from "../counters/with-gradient.ts";
import { shortSweep, slopeSweep } from "../ensembles.ts";
import { lastDecade } from "../reduce/phase-3.ts";
import { fact, numberOf } from "../reduce/values.ts";
import { theory } from "./assumptions.ts";
import { lossMargin } from "./margins.ts";

/** Beside Zhou, Ge, Jin 2021: ‖∇L‖ ≥ κL there (1/T), ‖∇L‖ ≥ κL^{2/3} here (1/T³). ‖∇L‖/L^{2/3} has no trend, so ‖∇L‖/L grows without bound as L → 0. */
export const relation: Claim<Config> = {
  id: "relation",
  name: "Against Zhou et al.",
  says: "The gradient over the loss to the power 2/3 stays level, so the bound by the loss itself is far from sharp.",
  statement: String.raw`\|\nabla L\|\ge\Omega(L^{2/3})\quad\text{in place of}\quad\|\nabla L\|\ge\Omega(L)`,
  quantity: "power of 1/L in ‖∇L‖/L^(2/3), last decade of time",
  grade: "exponent",
  fidelity: "paper",
  addition: "margin: halfway between the powers 2/3 and 1",
  assumes: theory,
  ensemble: slopeSweep,
  reduce: ratios,
  predict: () => ({ form: "no trend", over: "1/L", margin: lossMargin, constants: "fitted" }),
  counter: {
    why: "a gradient multiplied by the root of the loss: its ratio to L^(2/3) falls",
    ensemble: shortSweep,
    alter: (setup) =>
      withGradient(
        setup,
        (gradient, value) => {
          for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k] as number) * Math.sqrt(value);
        },
        { descend: false },
      ),
  },
};

function ratios({ records }: Material<Config>) {
  return {
    kind: "values" as const,
    values: records.flatMap((record) =>
      lastDecade(record).map((sample) => ({
        run: `seed ${record.seed}, n = ${fact(record, "n")}`,
        x: 1 / numberOf(sample, "loss"),
        value: numberOf(sample, "gradientRatio2of3"),
      })),
    ),
  };
}
