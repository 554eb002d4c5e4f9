import type { Claim, Evidence, Material, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, lastOf, numberOf } from "../reduce/values.ts";
import { radiusSweep, shortSweep, tooFew } from "../sweeps.ts";
import { fullRank, kktPoint, mirrored } from "./assumptions.ts";

/** Every KKT point of the constrained problem is nearly global: l = O(ε²); here l = 0 at all that are reached. */
export const kktGlobal: Claim<Config> = {
  id: "kkt-global",
  name: "KKT points",
  says: "Every KKT point that constrained descent comes to is a global minimum, at every radius.",
  statement: String.raw`\text{KKT at }(W,v)\ \Longrightarrow\ \ell(W,v)=O(\varepsilon^2);\quad\text{here }\ell=0`,
  quantity: "loss at the end of the constrained runs",
  grade: "exact",
  fidelity: "recalled",
  addition:
    "the loss may carry its rounding, and what a gradient as small as the run's last one leaves. The paper's O(ε²) is judged in a sharper form: for small ε its own argument gives ‖g_j‖ ≤ C ε ‖r‖ for every neuron, hence r = 0 where C ε √m < σ_min, and the runs come to 0 at every ε",
  assumes: [mirrored, fullRank, kktPoint],
  ensemble: (config, seed) => radiusSweep(config, seed),
  reduce: (material) => losses(material, hidden),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "half of the width that is needed: J has no full row rank",
    ensemble: (config, seed) => shortSweep(config, seed, { students: tooFew(config) }),
    // Nothing bounds the loss by the gradient there.
    reduce: (material) => losses(material, () => 0),
  },
};

function losses({ records }: Material<Config>, more: (record: RunRecord<Config>) => number): Evidence {
  return {
    kind: "values",
    values: records.map((record) => ({
      run: record.id,
      x: record.config.radius,
      value: numberOf(lastOf(record), "loss"),
      rounding: numberOf(lastOf(record), "lossFloor") + more(record),
    })),
  };
}

/** The loss that a gradient in W as small as the projected one can leave, ‖∇_W L‖ = residual/ε: n ‖∇_W L‖²/(2σ_min²), by the local region's inequality. */
function hidden(record: RunRecord<Config>): number {
  const last = lastOf(record);
  const slope = numberOf(last, "kktResidual") / record.config.radius / numberOf(last, "leastSingular");
  return (fact(record, "n") * slope * slope) / 2;
}
