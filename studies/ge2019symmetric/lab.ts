import type { LabView } from "@overparam/core";
import type { GeProblem } from "./problem.ts";

/** What the live page shows: the error of the recovered rows against the samples seen, and the rows in two or three dimensions. */
export const lab: LabView = {
  curve: {
    observable: "meanRowError",
    name: "error of W",
    symbol: "(1/k Σ‖ŵ − w‖²)^½",
    time: "samples n (steps of the gradient learner: η · step)",
  },
  slope: { claim: "sample-rate", exponent: -0.5 },
  neurons(problem, theta) {
    const { teacher, recovery } = problem as GeProblem;
    if (teacher.inputs < 2 || teacher.inputs > 3) return undefined;
    const found = recovery(theta);
    const students = found.recovered ? found.W.slice() : new Float64Array(0);
    return {
      inputs: teacher.inputs,
      students,
      masses: new Float64Array(students.length / teacher.inputs).fill(1),
      teachers: teacher.W.slice(),
      folded: false,
    };
  },
};
