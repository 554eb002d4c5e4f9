import { type Engine, misuse } from "@overparam/kernels";
import { neurons } from "../network/neurons.ts";
import { foldedAngle } from "./folded-angle.ts";
import type { TeacherStudent } from "./teacher-student.ts";

/** Which teacher each student is nearest to. */
export interface Matching {
  /** Index of the nearest teacher, [m]; −1 for a student without direction. */
  readonly teacher: Int32Array;
  /** Angle to it in radians, [m]: in [0, π/2] and up to sign for |x|, in [0, π] for relu; NaN for a student without direction. */
  readonly angle: Float64Array;
  /** c_i ‖A_i‖, [m]; ‖w_i‖² for the conic parameterization. */
  readonly mass: Float64Array;
  /** 1, or −1 where σ is even and the student points away from its teacher, [m]: sign · w_i is within π/2 of the teacher. */
  readonly sign: Int8Array;
}

/**
 * Matches every student with the teacher at the smallest angle; the lowest index wins a tie.
 *
 * @cost O(m·r·d)
 * @source zhou2021local, §2
 */
export function match(engine: Engine, problem: TeacherStudent, theta: Float64Array): Matching {
  const { network, teacher } = problem;
  const d = network.inputs;
  const { directions, masses } = neurons(network, theta);
  const teachers = teacher.weights.length;
  if (teacher.directions.length !== teachers * d) throw misuse("match", `teachers must have ${d} inputs each`, teacher.directions);
  const folded = network.activation === "abs";
  const nearest = new Int32Array(network.students).fill(-1);
  const angle = new Float64Array(network.students).fill(Number.NaN);
  const sign = new Int8Array(network.students).fill(1);
  for (let i = 0; i < network.students; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < teachers; k++) {
      const line = foldedAngle(engine.math, directions, i * d, teacher.directions, k * d, d);
      const between = folded || line.sign > 0 ? line.angle : Math.PI - line.angle;
      if (!(between < least)) continue;
      least = between;
      nearest[i] = k;
      angle[i] = between;
      sign[i] = folded ? line.sign : 1;
    }
  }
  return { teacher: nearest, angle, mass: masses, sign };
}
