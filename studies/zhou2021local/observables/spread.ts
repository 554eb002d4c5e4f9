import { match, type Observable } from "@overparam/core";
import type { ZhouProblem } from "../problem.ts";

/** Σ_j ‖w_j‖² δ_j², over all students, δ_j the angle to the nearest teacher (Lemma C.6). */
export const spread: Observable<ZhouProblem> = {
  id: "spread",
  symbol: "\\sum_j \\|w_j\\|^2\\delta_j^2",
  unit: "rad²",
  axes: [],
  says: "squared angle to the nearest teacher, weighted by mass",
  measure({ engine, problem, state }) {
    const { angle, mass, teacher } = match(engine, problem, state.theta);
    return angle.reduce((sum, delta, j) => (teacher[j] === -1 ? sum : sum + (mass[j] as number) * delta * delta), 0);
  },
};
