import { misuse, type Trial } from "@overparam/core";
import type { Config } from "./config.ts";

/** Students per teacher at each scale. */
const multiples = { smoke: [1, 2, 4], default: [1, 2, 4, 8], full: [1, 2, 4, 8, 16, 32] } as const;
/** Independent teachers and starts at each scale. */
const draws = { smoke: 3, default: 5, full: 10 } as const;
/** Most steps of a run at each scale, whatever the config says beyond. */
const longest = { smoke: 400, default: 20_000, full: 1_000_000 } as const;

/**
 * The runs that most claims share: widths m = r, 2r, 4r, 8r (and the config's own m) × seeds.
 *
 * The number of teachers of a file is not known here, so there widths are given as students per teacher.
 *
 * @throws Misuse where the config has fewer students than teachers
 */
export function widthSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const steps = Math.min(config.steps, longest[config.scale]);
  return seeds(config, seed).flatMap((draw) => widths(config).map((width) => ({ config: { ...config, ...width, steps }, seed: draw })));
}

/** The same without the smallest width: what is said of the growth with m, and of rates, is said of m > r. */
export function wideSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const [least] = widths(config);
  return widthSweep(config, seed).filter(
    (trial) => trial.config.students !== least?.students || trial.config.studentsPerTeacher !== least.studentsPerTeacher,
  );
}

/** Seeds of independent draws; those of different verifications have none in common. */
export function seeds(config: Config, seed: number): readonly number[] {
  return Array.from({ length: draws[config.scale] }, (_, k) => seed * 1000 + k);
}

/** Smallest to largest width, as changes of a config. */
export function widths(config: Config): readonly Pick<Config, "students" | "studentsPerTeacher">[] {
  if (config.teacher !== undefined) return multiples[config.scale].map((k) => ({ students: config.students, studentsPerTeacher: k }));
  if (config.studentsPerTeacher === 0) enoughStudents(config.students, config.teachers);
  const own = config.studentsPerTeacher === 0 ? config.students : config.studentsPerTeacher * config.teachers;
  const all = new Set([...multiples[config.scale].map((k) => k * config.teachers), own]);
  return [...all].sort((a, b) => a - b).map((students) => ({ students, studentsPerTeacher: 0 }));
}

/** Misuse unless students ≥ teachers. */
export function enoughStudents(students: number, teachers: number): void {
  if (students >= teachers) return;
  throw misuse(
    "zhou2021local",
    `needs students ≥ teachers; got students = ${students}, teachers = ${teachers} (--set students=${students})`,
    undefined,
    "raise students, or lower teachers; Theorem 3 is false below that",
  );
}
