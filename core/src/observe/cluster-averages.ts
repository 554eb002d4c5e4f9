import { neurons } from "../network/neurons.ts";
import type { Matching } from "./match.ts";
import type { TeacherStudent } from "./teacher-student.ts";

/**
 * v_i = Σ_{j ∈ T_i} c_j A_j − b_i w*_i with the students of teacher i turned towards it: how far the average neuron is from the teacher.
 *
 * For the conic parameterization the sum is Σ ‖w_j‖ w_j.
 *
 * @returns [r,d] row-major
 * @cost O((m + r)·d)
 * @source zhou2021local, §2 (average neuron)
 */
export function clusterAverages(problem: TeacherStudent, theta: Float64Array, matching: Matching): Float64Array {
  const { network, teacher } = problem;
  const d = network.inputs;
  const { directions, weights } = neurons(network, theta);
  const averages = new Float64Array(teacher.weights.length * d);
  for (let j = 0; j < network.students; j++) {
    const i = matching.teacher[j] as number;
    if (i < 0) continue;
    const scale = (weights[j] as number) * (matching.sign[j] as number);
    for (let k = 0; k < d; k++) averages[i * d + k] = (averages[i * d + k] as number) + scale * (directions[j * d + k] as number);
  }
  for (let i = 0; i < teacher.weights.length; i++) {
    for (let k = i * d; k < (i + 1) * d; k++)
      averages[k] = (averages[k] as number) - (teacher.weights[i] as number) * (teacher.directions[k] as number);
  }
  return averages;
}
