import { match, type Observable } from "@overparam/core";
import type { ZhouProblem } from "../problem.ts";
import { pointwise } from "./pointwise.ts";

/** Lemma 12 on fixed inputs: least R_2(x)/(‖x‖ S), its rounding error, and largest |R_1(x)|/(‖x‖ r max‖v_i‖). */
export const residualSigns: Observable<ZhouProblem> = {
  id: "residualSigns",
  symbol: "\\min_x R_2(x),\\ \\max_x |R_1(x)|",
  unit: "",
  axes: ["leastR2, rounding, largestR1"],
  says: "extremes of the two parts of the residual on fixed inputs",
  measure({ engine, problem, state }) {
    const { teacher, sign } = match(engine, problem, state.theta);
    const { leastR2, rounding, largestR1 } = pointwise(problem, state.theta, teacher, sign);
    return Float64Array.of(leastR2, rounding, largestR1);
  },
};
