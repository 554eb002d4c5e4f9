import type { Measure, Problem, MomentRecovery } from "@overparam/core";
import type { RowErrors } from "./match-rows.ts";
import type { Teacher } from "./teacher.ts";

/** A teacher, and what the state says of it: sums of moments, or the weights of a student. */
export interface GeProblem extends Problem<Measure> {
  readonly teacher: Teacher;
  /** The network at a state, or why there is none. */
  recovery(theta: Float64Array): MomentRecovery;
  errors(theta: Float64Array): RowErrors;
}
