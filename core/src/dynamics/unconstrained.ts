import type { Constraint } from "./constraint.ts";

/** All of R^p with the usual metric. */
export function unconstrained(size: number): Constraint {
  return { scale: new Float64Array(size).fill(1), project: () => {} };
}
