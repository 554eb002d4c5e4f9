import { type Engine, misuse } from "@overparam/kernels";
import { newtonStep } from "../dynamics/newton-step.ts";
import type { Objective } from "../objective/objective.ts";
import { norm } from "../observe/norm.ts";

/** What a polish is asked for. */
export interface PolishOrder {
  /** ‖∇L‖ at which it ends, ≥ 0; 0 goes on to the floor of the arithmetic. */
  readonly to: number;
  /** At most so many steps; 20 by default. */
  readonly steps?: number;
}

/** A stationary point, to the arithmetic's floor. */
export interface Polished {
  readonly theta: Float64Array;
  readonly value: number;
  /** ‖∇L(θ)‖. */
  readonly gradientNorm: number;
  readonly steps: number;
  /** `floor`: a further step no longer made the gradient smaller; `out of steps`: it still did. */
  readonly end: "reached" | "floor" | "out of steps";
}

/**
 * Newton's method from a place close to a stationary point: the gradient's norm is about squared at every step, down to its rounding error.
 *
 * The best θ met is returned, so that the result is never worse than the start.
 *
 * @cost a few times {@link newtonStep}
 * @throws Misuse for a negative `to`
 */
export function polish(engine: Engine, objective: Objective, start: Float64Array, order: PolishOrder): Polished {
  const { to, steps = 20 } = order;
  if (!(to >= 0)) throw misuse("polish", "to must be a number of at least 0", to, "try 1e-14");
  const gradient = new Float64Array(start.length);
  let theta: Float64Array = start.slice();
  let value = objective.gradient(theta, gradient);
  let size = norm(gradient);
  for (let taken = 0; ; taken++) {
    if (size <= to) return { theta, value, gradientNorm: size, steps: taken, end: "reached" };
    if (taken === steps) return { theta, value, gradientNorm: size, steps: taken, end: "out of steps" };
    const next = newtonStep(engine, objective, theta, gradient).theta;
    const slope = new Float64Array(start.length);
    const after = objective.gradient(next, slope);
    const length = norm(slope);
    if (!(length < size)) return { theta, value, gradientNorm: size, steps: taken, end: "floor" };
    theta = next;
    value = after;
    size = length;
    gradient.set(slope);
  }
}
