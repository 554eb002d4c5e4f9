import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { withoutResidual } from "../counters.ts";
import { countSweep, fewNetworks } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { maximaOf } from "../reduce/maxima.ts";
import { fact } from "../reduce/read.ts";

/** One local maximum where ε‖∇f(x)‖ < |f(x) − y|, two where it is greater. */
export const count: Claim<Config, DengProblem> = {
  id: "count",
  name: "Count of local maxima",
  says: "The sphere carries two local maxima where the network can cross the label within the radius to first order, and one elsewhere.",
  statement: String.raw`\#\{\text{local maxima}\}=1+\mathbb 1\{\varepsilon\|\nabla f(x)\|>|f(x)-y|\}`,
  quantity: "share of random networks on which the criterion is right",
  grade: "inequality",
  fidelity: "derived",
  addition: "the criterion, asked to be right on 95 of 100 networks of the ensemble; it is a statement to first order in ε",
  assumes: [],
  ensemble: (config, seed) => countSweep(config, seed),
  reduce: ({ records }) => {
    const wrong = records.filter((record) => maximaOf(record) !== fact(record, "predictedMaxima"));
    const at = wrong.map((record) => Number(fact(record, "crossing").toPrecision(3))).sort((a, b) => a - b);
    return {
      kind: "values",
      values: [{ run: `${records.length} networks`, value: (records.length - wrong.length) / records.length }],
      ...(wrong.length === 0 ? {} : { left: `wrong where ε‖∇f‖/|f − y| is ${at.slice(0, 12).join(", ")}${at.length > 12 ? ", …" : ""}` }),
    };
  },
  predict: () => ({ form: "at least", bound: 0.95, range: [0, 1], constants: "given" }),
  counter: {
    why: "ascent along ∇f in place of (f − y)∇f: the sign of the residual is lost",
    alter: withoutResidual,
    ensemble: fewNetworks,
  },
};
