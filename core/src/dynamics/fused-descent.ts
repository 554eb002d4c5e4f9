import type { DescentOrder } from "@overparam/kernels";
import type { Objective } from "../objective/objective.ts";

/** Where a descent came to. */
export interface Descended {
  readonly theta: Float64Array;
  readonly taken: number;
  readonly end: "steps" | "reached" | "not finite";
  /** Largest L(θ_{t+1}) − L(θ_t) over the steps taken, −∞ without one, ∞ when L stopped being finite. */
  readonly rise: number;
}

/**
 * Many steps θ ← θ − η ∇L(θ) in one call, inside the engine where the objective has one; the same bits as one step at a time.
 *
 * The engine's report speaks of the values it met, before each step; the value after the last step is added here, so that the rise covers every
 * step taken, however a run is cut into calls.
 *
 * @cost one gradient a step and one more at the end
 */
export function fusedDescent(objective: Objective, start: Float64Array, order: DescentOrder): Descended {
  if (order.steps === 0) return { theta: start, taken: 0, end: "steps", rise: Number.NEGATIVE_INFINITY };
  const theta = start.slice();
  const report = objective.engine === undefined ? descend(objective, theta, order) : objective.engine.descend(theta, order);
  const { taken, end } = report;
  if (end === "reached") return { theta, taken, end, rise: report.rise };
  if (end === "not finite") return { theta, taken, end, rise: Number.POSITIVE_INFINITY };
  const after = objective.gradient(theta, new Float64Array(theta.length));
  if (!Number.isFinite(after)) return { theta, taken, end: "not finite", rise: Number.POSITIVE_INFINITY };
  return { theta, taken, end, rise: Math.max(report.rise, after - report.value) };
}

/** The engine's loop for objectives that have none, e.g. those put together in a study. */
function descend(objective: Objective, theta: Float64Array, { step, steps, stopAt }: DescentOrder) {
  const slope = new Float64Array(theta.length);
  let last = Number.NaN;
  let rise = Number.NEGATIVE_INFINITY;
  for (let taken = 0; taken < steps; taken++) {
    const value = objective.gradient(theta, slope);
    if (!Number.isFinite(value)) return { taken, value, rise, end: "not finite" as const };
    if (taken > 0) rise = Math.max(rise, value - last);
    if (value <= stopAt) return { taken, value, rise, end: "reached" as const };
    for (let i = 0; i < theta.length; i++) theta[i] = (theta[i] as number) - step * (slope[i] as number);
    last = value;
  }
  return { taken: steps, value: last, rise, end: "steps" as const };
}
