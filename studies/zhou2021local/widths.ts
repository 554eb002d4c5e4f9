import { misuse, type Trial } from "@overparam/core";
import type { Config } from "./config.ts";

type Scale = Config["scale"];
type Width = Pick<Config, "students" | "studentsPerTeacher">;

/** Students per teacher, independent draws and steps of the runs on which slopes are fitted. */
const long: Readonly<Record<Scale, { multiples: readonly number[]; draws: number; steps: (asked: number) => number }>> = {
  smoke: { multiples: [1, 2, 4], draws: 6, steps: (asked) => Math.min(asked, 400) },
  default: { multiples: [1, 2, 4, 8], draws: 12, steps: (asked) => asked },
  full: { multiples: [1, 2, 4, 8, 16], draws: 10, steps: (asked) => 10 * asked },
};

/** The same for the runs on which constants are fitted: more widths and draws, and shorter, as the worst comes early. */
const wide: Readonly<Record<Scale, { multiples: readonly number[]; draws: number; steps: (asked: number) => number }>> = {
  smoke: { multiples: [2, 8, 20], draws: 12, steps: (asked) => Math.min(asked, 600) },
  default: { multiples: [2, 4, 8, 16, 32, 64], draws: 10, steps: (asked) => Math.min(asked, 1500) },
  full: { multiples: [2, 4, 8, 16, 32, 64, 128, 256], draws: 10, steps: (asked) => Math.min(asked, 3000) },
};

/**
 * Start loss of every width of these runs, in units of w_min²: below what near starts have at their largest angle, which falls with the width
 * (the least of 30 draws is 0.081 at m = 2r and 0.051 at m = 64r).
 */
const commonLoss = 0.02;

/**
 * The runs behind slopes: widths m = r, 2r, 4r, 8r and the config's own × seeds.
 *
 * The number of teachers of a file is not known here, so there widths are given as students per teacher.
 *
 * @throws Misuse where the config has fewer students than teachers
 */
export function longSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { multiples, draws, steps } = long[config.scale];
  return trials(config, seed, widths(config, multiples), draws, { steps: steps(config.steps), ...records(config) });
}

/** The same for m > r: at m = r the fit is a simple minimum, the loss falls exponentially and has no slope in log t. */
export function overSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { multiples, draws, steps } = long[config.scale];
  return trials(config, seed, widths(config, multiples).slice(1), draws, { steps: steps(config.steps), ...records(config) });
}

/** The runs behind constants uniform in m: widths m = 2r, 4r, …, 64r and the config's own × seeds, all from one loss. */
export function wideSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { multiples, draws, steps } = wide[config.scale];
  return trials(config, seed, widths(config, affordable(config, multiples)), draws, {
    steps: steps(config.steps),
    startLoss: config.startLoss > 0 ? config.startLoss : commonLoss,
    recordsPerDecade: Math.min(config.recordsPerDecade, config.scale === "smoke" ? 6 : 10),
  });
}

/** Networks and data from files have many inputs, and a step costs the square of the width times their number: a smoke test leaves the widest out. */
function affordable(config: Config, multiples: readonly number[]): readonly number[] {
  const files = config.teacher !== undefined || config.inputs !== undefined;
  return files && config.scale === "smoke" ? multiples.filter((multiple) => multiple <= 8) : multiples;
}

/** Few runs, short ones: widths 2r and 4r. What a counter-run needs to be seen. */
export function shortSweep(config: Config, seed: number, change: Partial<Config> = {}): readonly Trial<Config>[] {
  const steps = { smoke: 200, default: 3000, full: 30_000 }[config.scale];
  return trials(
    config,
    seed,
    widths({ ...config, students: 2 * config.teachers, studentsPerTeacher: 0 }, [2, 4]),
    long[config.scale].draws,
    {
      steps: Math.min(config.steps, steps),
      ...records(config),
      ...change,
    },
  );
}

/** Records cost as much as many steps: a smoke test takes fewer. */
function records(config: Config): Pick<Config, "recordsPerDecade"> {
  return { recordsPerDecade: config.scale === "smoke" ? Math.min(config.recordsPerDecade, 10) : config.recordsPerDecade };
}

/** Smallest to largest width, as changes of a config. */
export function widths(config: Config, multiples: readonly number[] = long[config.scale].multiples): readonly Width[] {
  if (config.teacher !== undefined) return multiples.map((k) => ({ students: config.students, studentsPerTeacher: k }));
  if (config.studentsPerTeacher === 0) enoughStudents(config.students, config.teachers);
  const own = config.studentsPerTeacher === 0 ? config.students : config.studentsPerTeacher * config.teachers;
  const least = (multiples[0] ?? 1) * config.teachers;
  const all = new Set([...multiples.map((k) => k * config.teachers), Math.max(own, least)]);
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

/** Every width with every seed. Seeds of different verifications have none in common. */
function trials(config: Config, seed: number, sizes: readonly Width[], draws: number, change: Partial<Config>): readonly Trial<Config>[] {
  return Array.from({ length: draws }, (_, k) => seed * 1000 + k).flatMap((draw) =>
    sizes.map((size) => ({ config: { ...config, ...size, ...change }, seed: draw })),
  );
}
