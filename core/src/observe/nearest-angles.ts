import { match } from "./match.ts";
import type { Observable } from "./observable.ts";
import type { TeacherStudent } from "./teacher-student.ts";

/** Angle of every student to its nearest teacher in radians, up to sign where σ is even; NaN for a student without direction. */
export const nearestAngles: Observable<TeacherStudent> = {
  id: "nearestAngles",
  symbol: "\\delta_j",
  unit: "rad",
  axes: ["student"],
  says: "angle of each student to its nearest teacher",
  measure: ({ engine, problem, state }) => match(engine, problem, state.theta).angle,
};
