import type { LabView } from "@overparam/core";
import { ascentOf, trainingOf } from "./problem.ts";

/** What the live page shows: the loss that the adversary makes large, and in two or three dimensions its perturbations beside ±∇f(x). */
export const lab: LabView = {
  curve: { name: "loss", timeScale: "linear", time: "time t = η · iteration", scale: "linear" },
  neurons(problem, theta) {
    const own = ascentOf(problem as never);
    if (own === undefined) return trainedNeurons(problem, theta);
    const d = own.x.length;
    if (d > 3) return undefined;
    const unit = theta.map((entry) => entry / own.radius);
    const length = Math.sqrt(own.slope.reduce((sum, entry) => sum + entry * entry, 0));
    return {
      inputs: d,
      students: unit,
      masses: new Float64Array(theta.length / d).fill(1),
      teachers: own.slope.map((entry) => entry / length),
      folded: true,
    };
  },
};

function trainedNeurons(problem: Parameters<NonNullable<LabView["neurons"]>>[0], theta: Float64Array) {
  const own = trainingOf(problem as never);
  const [block] = own?.objective.layout.blocks ?? [];
  const [count = 0, inputs = 0] = block?.shape ?? [];
  if (own === undefined || inputs > 3) return undefined;
  return { inputs, students: theta.slice(), masses: new Float64Array(count).fill(1), teachers: new Float64Array(0), folded: false };
}
