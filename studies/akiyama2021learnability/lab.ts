import { type LabView, neurons } from "@overparam/core";
import type { AkiyamaProblem } from "./problem.ts";

/** What the live page shows: the neurons with their masses in two or three dimensions, beside the signed teachers. */
export const lab: LabView = {
  neurons(problem, theta) {
    const { network, teacher } = problem as AkiyamaProblem;
    if (network.inputs > 3) return undefined;
    const { directions, masses } = neurons(network, theta);
    return {
      inputs: network.inputs,
      students: directions,
      masses: masses.map(Math.abs),
      teachers: teacher.directions.slice(),
      folded: false,
    };
  },
};
