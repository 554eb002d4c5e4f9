import { type LabView, neurons } from "@overparam/core";
import type { SafranProblem } from "./problem.ts";

/** What the live page shows: the loss over the iterations, and the first start's neurons in two or three dimensions. */
export const lab: LabView = {
  neurons(problem, theta) {
    const { network, teacher } = problem as SafranProblem;
    if (network.inputs > 3) return undefined;
    const first = theta.slice(0, network.students * network.inputs);
    return {
      inputs: network.inputs,
      students: first,
      masses: neurons(network, first).masses,
      teachers: teacher.directions.slice(),
      folded: network.activation === "abs",
    };
  },
};
