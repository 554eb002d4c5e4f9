import type { Teacher, TwoLayer } from "@overparam/kernels";
import type { Problem } from "../dynamics/problem.ts";

/** A problem whose target is a network of the student's own kind. */
export interface TeacherStudent extends Problem {
  readonly network: TwoLayer;
  readonly teacher: Teacher;
}
