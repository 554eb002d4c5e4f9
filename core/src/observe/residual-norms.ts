import type { Observable } from "./observable.ts";
import { residualSplit } from "./residual-split.ts";
import type { TeacherStudent } from "./teacher-student.ts";

/** ‖R_1‖², ‖R_2‖², ‖R‖² of the residual's split, and the rounding error that each may carry; see {@link residualSplit}. Without meaning for an activation other than |x|. */
export const residualNorms: Observable<TeacherStudent> = {
  id: "residualNorms",
  symbol: "\\|R_1\\|^2, \\|R_2\\|^2, \\|R\\|^2",
  unit: "",
  axes: ["R_1, R_2, R, rounding"],
  says: "squared norms of the two parts of the residual and of the whole",
  measure({ engine, problem, state }) {
    if (problem.network.activation !== "abs") return undefined;
    const { r1, r2, total, rounding } = residualSplit(engine, problem, state.theta);
    return Float64Array.of(r1, r2, total, rounding);
  },
};
