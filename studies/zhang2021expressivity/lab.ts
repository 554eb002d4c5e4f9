import type { LabView } from "@overparam/core";
import type { ZhangProblem } from "./problem.ts";

/** What the live page shows: the neurons in two or three dimensions, with the start in place of a teacher, and the loss against steps. */
export const lab: LabView = {
  curve: { observable: "loss", name: "loss", symbol: "L", time: "sum of the steps t = Σ η", timeScale: "log", scale: "log" },
  neurons(problem, theta) {
    const { network, start } = problem as ZhangProblem;
    if (network.inputs > 3) return undefined;
    const at = network.students * network.inputs;
    return {
      inputs: network.inputs,
      students: theta.slice(0, at),
      masses: theta.slice(at).map(Math.abs),
      teachers: start.slice(0, at / 2),
      folded: false,
    };
  },
};
