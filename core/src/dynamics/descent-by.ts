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
 * Many steps of a rule that moves by the gradient, one at a time: for objectives and rules that the engine has no loop for.
 *
 * @param move changes θ in place, given ∇L(θ)
 * @cost one gradient a step and one more at the end
 */
export function descentBy(
  objective: Objective,
  start: Float64Array,
  { steps, stopAt }: { readonly steps: number; readonly stopAt: number },
  move: (theta: Float64Array, slope: Float64Array) => void,
): Descended {
  if (steps === 0) return { theta: start, taken: 0, end: "steps", rise: Number.NEGATIVE_INFINITY };
  const theta = start.slice();
  const slope = new Float64Array(theta.length);
  let last = Number.NaN;
  let rise = Number.NEGATIVE_INFINITY;
  for (let taken = 0; ; taken++) {
    const value = objective.gradient(theta, slope);
    if (!Number.isFinite(value)) return { theta, taken, end: "not finite", rise: Number.POSITIVE_INFINITY };
    if (taken > 0) rise = Math.max(rise, value - last);
    // The value after the last step belongs to the rise; whether it is at the stop is for the next call.
    if (taken === steps) return { theta, taken, end: "steps", rise };
    if (value <= stopAt) return { theta, taken, end: "reached", rise };
    move(theta, slope);
    last = value;
  }
}
