import type { Observable } from "@overparam/core";
import { certificateOf, type LiangProblem, outputsOf } from "../problem.ts";

/** e of the neuron that is tried. */
export const birthSize = 1e-2;

/**
 * [F with a further neuron (s e, e u) at the maximiser u of |g|, less F, over λ e²; the same with the other sign; rounding of both]: to leading order 1 ∓ max |g|/λ.
 */
export const birth: Observable<LiangProblem> = {
  id: "birth",
  symbol: "\\Delta F/(\\lambda e^2)",
  unit: "",
  axes: ["sign of g, other sign, rounding"],
  says: "change of the objective by the birth of a neuron where g is largest, over λ e²",
  measure({ problem, state, engine }) {
    const { train, loss, lambda } = problem;
    const { at, sign } = certificateOf(engine, problem, state.theta);
    const outputs = outputsOf(problem, state.theta, train);
    const added = new Float64Array(outputs.length);
    const q = train.inputs;
    for (let r = 0; r < outputs.length * train.patches; r++) {
      let z = 0;
      for (let k = 0; k < q; k++) z += (train.rows[r * q + k] as number) * (at[k] as number);
      const i = Math.floor(r / train.patches);
      if (z > 0) added[i] = (added[i] as number) + z;
    }
    const square = birthSize * birthSize;
    const mean = (shift: number): number => {
      const z = outputs.map((f, i) => (train.y[i] as number) * (f + shift * (added[i] as number)));
      if (loss === "logistic") {
        const each = z.map((entry) => -entry);
        engine.math.each("softplus", each, each);
        return each.reduce((sum, entry) => sum + entry, 0) / each.length;
      }
      return z.reduce((sum, entry) => sum + (entry >= 1 ? 0 : entry >= 0 ? ((1 - entry) * (1 - entry)) / 2 : 0.5 - entry), 0) / z.length;
    };
    const still = mean(0);
    const change = (s: number): number => (mean(s * square) - still + lambda * square) / (lambda * square);
    return Float64Array.of(change(sign), change(-sign), (4 * problem.objective.floor(state.theta)) / (lambda * square));
  },
};
