import type { LabView } from "@overparam/core";
import type { LiangProblem } from "./problem.ts";

/** What the live page shows: the neurons in two or three dimensions; there are no teachers. */
export const lab: LabView = {
  neurons(problem, theta) {
    const { students: m, inputs: q } = (problem as LiangProblem).network;
    if (q > 3) return undefined;
    const students = theta.slice(0, m * q);
    const masses = new Float64Array(m);
    for (let j = 0; j < m; j++) {
      let square = 0;
      for (let k = j * q; k < (j + 1) * q; k++) square += (students[k] as number) * (students[k] as number);
      masses[j] = Math.abs(theta[m * q + j] as number) * Math.sqrt(square);
    }
    return { inputs: q, students, masses, teachers: new Float64Array(0), folded: false };
  },
};
