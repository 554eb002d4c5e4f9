import { type LabView, neurons } from "@overparam/core";
import type { ZhouProblem } from "./problem.ts";

/** What the live page shows: the neurons in two or three dimensions, and the slope −1 of Theorem 5. */
export const lab: LabView = {
  slope: { claim: "theorem-5-rate", exponent: -1 },
  neurons(problem, theta) {
    const { network, teacher } = problem as ZhouProblem;
    if (network.inputs > 3) return undefined;
    return {
      inputs: network.inputs,
      students: theta.slice(),
      masses: neurons(network, theta).masses,
      teachers: teacher.directions.slice(),
      folded: true,
    };
  },
};
