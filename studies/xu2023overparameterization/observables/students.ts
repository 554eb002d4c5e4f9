import { norm, type Observable, type TeacherStudent } from "@overparam/core";

/** ‖w_i‖ of every student. */
export const studentNorms: Observable<TeacherStudent> = {
  id: "studentNorms",
  symbol: "\\|w_i\\|",
  unit: "",
  axes: ["student"],
  says: "norm of each student",
  measure: ({ problem: { network }, state: { theta } }) =>
    Float64Array.from({ length: network.students }, (_, i) => norm(theta.subarray(i * network.inputs, (i + 1) * network.inputs))),
};

/** Angle of every student to v, in [0, π]. */
export const teacherAngles: Observable<TeacherStudent> = {
  id: "teacherAngles",
  symbol: "\\theta_i",
  unit: "rad",
  axes: ["student"],
  says: "angle of each student to the teacher",
  measure: ({ problem: { network, teacher }, state: { theta }, engine }) => {
    const angles = new Float64Array(network.students);
    engine.population.angles(theta, teacher.directions, network.inputs, angles);
    return angles;
  },
};

/** Σ_i ⟨w_i, v⟩ / ‖v‖²: 1 when the students add up to the teacher along v. */
export const share: Observable<TeacherStudent> = {
  id: "share",
  symbol: "\\sum_i\\langle w_i,v\\rangle/\\|v\\|^2",
  unit: "",
  axes: [],
  says: "part of the teacher that the students make up along it",
  measure: ({ problem: { network, teacher }, state: { theta } }) => {
    let sum = 0;
    for (let i = 0; i < network.students; i++) sum += theta[i * network.inputs] as number;
    return sum / (teacher.directions[0] as number);
  },
};

/** W itself where it can be drawn (d ≤ 3), [n,d] row-major. */
export const positions: Observable<TeacherStudent> = {
  id: "positions",
  symbol: "W",
  unit: "",
  axes: ["student × input"],
  says: "weights of the students, in two or three dimensions",
  measure: ({ problem, state }) => (problem.network.inputs <= 3 ? state.theta.slice() : undefined),
};
