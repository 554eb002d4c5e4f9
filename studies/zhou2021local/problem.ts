import type { TeacherStudent } from "@overparam/core";

/** The paper's problem: |x|-students of degree two, teachers of degree one, and what is needed to probe the lemmas. */
export interface ZhouProblem extends TeacherStudent {
  /** Fixed inputs on which pointwise statements are checked, [n,d]. */
  readonly points: Float64Array;
  /** Fixed unit directions in the space of W, [k, m·d]. */
  readonly probes: Float64Array;
}
