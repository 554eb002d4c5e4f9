import { neurons } from "../network/neurons.ts";
import type { Observable } from "./observable.ts";
import type { TeacherStudent } from "./teacher-student.ts";

/** c_i ‖A_i‖ of every student: its share of the function (‖w_i‖² for the conic parameterization). */
export const masses: Observable<TeacherStudent> = {
  id: "masses",
  symbol: "\\mu_j",
  unit: "",
  axes: ["student"],
  says: "mass of each student",
  measure: ({ problem, state }) => neurons(problem.network, state.theta).masses,
};
