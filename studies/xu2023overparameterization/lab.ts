import { type LabView, neurons, type TeacherStudent } from "@overparam/core";

/** What the live page shows: the neurons in two or three dimensions, and the slope −3 of Theorem 9. */
export const lab: LabView = {
  slope: { claim: "theorem-9", exponent: -3 },
  neurons(problem, theta) {
    const { network, teacher } = problem as TeacherStudent;
    if (network.inputs > 3) return undefined;
    return {
      inputs: network.inputs,
      students: theta.slice(),
      masses: neurons(network, theta).masses,
      teachers: teacher.directions.slice(),
      folded: false,
    };
  },
};
