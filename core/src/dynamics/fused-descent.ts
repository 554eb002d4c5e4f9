import type { DescentOrder } from "@overparam/kernels";
import type { Objective } from "../objective/objective.ts";
import { descentBy, type Descended } from "./descent-by.ts";

/**
 * Many steps θ ← θ − η ∇L(θ) in one call, inside the engine where the objective has one; the same bits as one step at a time.
 *
 * The engine's report speaks of the values it met, before each step; the value after the last step is added here, so that the rise covers every
 * step taken, however a run is cut into calls.
 *
 * @cost one gradient a step and one more at the end
 */
export function fusedDescent(objective: Objective, start: Float64Array, order: DescentOrder): Descended {
  if (objective.engine === undefined) {
    return descentBy(objective, start, order, (theta, slope) => {
      for (let i = 0; i < theta.length; i++) theta[i] = (theta[i] as number) - order.step * (slope[i] as number);
    });
  }
  if (order.steps === 0) return { theta: start, taken: 0, end: "steps", rise: Number.NEGATIVE_INFINITY };
  const theta = start.slice();
  const report = objective.engine.descend(theta, order);
  const { taken, end } = report;
  if (end === "reached") return { theta, taken, end, rise: report.rise };
  if (end === "not finite") return { theta, taken, end, rise: Number.POSITIVE_INFINITY };
  const after = objective.gradient(theta, new Float64Array(theta.length));
  if (!Number.isFinite(after)) return { theta, taken, end: "not finite", rise: Number.POSITIVE_INFINITY };
  return { theta, taken, end, rise: Math.max(report.rise, after - report.value) };
}
