import type { Engine } from "@overparam/kernels";
import { populationObjective } from "../../src/objective/population-objective.ts";
import type { TeacherStudent } from "../../src/observe/teacher-student.ts";

/** A conic |x| student near or far from teachers, as the paper of the first study has it. */
export function teacherStudent(
  engine: Engine,
  inputs: number,
  teachers: readonly (readonly number[])[],
  students: readonly (readonly number[])[],
): TeacherStudent {
  const network = { activation: "abs", parameterization: "conic", students: students.length, inputs } as const;
  const teacher = { directions: Float64Array.from(teachers.flat()), weights: new Float64Array(teachers.length).fill(1) };
  return { network, teacher, start: Float64Array.from(students.flat()), objective: populationObjective(engine, network, teacher) };
}
