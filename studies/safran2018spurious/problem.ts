import type { TeacherStudent } from "@overparam/core";

/** k orthonormal teachers and n students, from several starts at once: θ is [restarts, n, k]. */
export interface SafranProblem extends TeacherStudent {
  readonly restarts: number;
  /** The iteration at which the run ends if not all starts have settled before. */
  readonly last: number;
}

/** Objective at or above which a settled start is a bad one (2018 protocol). */
export const badLoss = 1e-3;
