import { clusterAverages } from "./cluster-averages.ts";
import { match } from "./match.ts";
import { norm } from "./norm.ts";
import type { Observable } from "./observable.ts";
import type { TeacherStudent } from "./teacher-student.ts";

/** ‖v_i‖ of every teacher: distance of the average neuron of its students from it. */
export const averageErrors: Observable<TeacherStudent> = {
  id: "averageErrors",
  symbol: "\\|v_i\\|",
  unit: "",
  axes: ["teacher"],
  says: "distance of each teacher's average neuron from it",
  measure({ engine, problem, state }) {
    const averages = clusterAverages(problem, state.theta, match(engine, problem, state.theta));
    const d = problem.network.inputs;
    return Float64Array.from({ length: averages.length / d }, (_, i) => norm(averages.subarray(i * d, (i + 1) * d)));
  },
};
