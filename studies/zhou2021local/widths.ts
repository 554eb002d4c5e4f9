import { misuse, type Trial } from "@overparam/core";
import type { Config } from "./config.ts";

type Scale = Config["scale"];
type Width = Pick<Config, "students" | "studentsPerTeacher">;

/** Students per teacher, independent draws and steps of the runs on which slopes are fitted. */
const long: Readonly<Record<Scale, { multiples: readonly number[]; draws: number; steps: (asked: number) => number }>> = {
  smoke: { multiples: [1, 2, 4], draws: 6, steps: (asked) => Math.min(asked, 400) },
  default: { multiples: [1, 2, 4, 8], draws: 16, steps: (asked) => asked },
  full: { multiples: [1, 2, 4, 8, 16], draws: 10, steps: (asked) => 10 * asked },
};

/** The same for the runs on which constants are fitted: more widths, and shorter, as the worst comes early. Mirrored starts want even numbers. */
const wide: Readonly<Record<Scale, { multiples: readonly number[]; draws: number; steps: (asked: number) => number }>> = {
  smoke: { multiples: [4, 8, 16], draws: 10, steps: (asked) => Math.min(asked, 400) },
  default: { multiples: [4, 8, 16, 32, 64], draws: 10, steps: (asked) => Math.min(asked, 2000) },
  full: { multiples: [4, 8, 16, 32, 64, 128, 256], draws: 10, steps: (asked) => Math.min(asked, 4000) },
};

/** The widths of a counter-run whose constant grows with m, and its steps where descent slows down with m. */
const growing = { widest: 32, steps: { smoke: 1000, default: 2000, full: 4000 } } as const;

/** Start loss of every width of these runs, in units of w_min²: within reach of mirrored starts of every width (the least of 300 at the largest angle is 0.032). */
const commonLoss = 0.02;

/** Steps on which a bound of the start is followed. */
const fewSteps = { smoke: 60, default: 200, full: 2000 } as const;

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

/**
 * The runs behind the constants of Theorems 4 and 5: widths m = 4r, 8r, …, 64r and the config's own × seeds, all from one loss, students in mirrored pairs.
 *
 * The theorems are about the worst W. Free starts have averages that err by m^(−1/2), whose gradient is large: they get worse until they are wide (at
 * default settings max L/‖∇L‖ doubles from 2r to 64r, then levels off), mirrored ones are worse than those at every width and level off at once.
 */
export function mirroredSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { multiples, steps } = wide[config.scale];
  return mirrored(config, seed, multiples, steps(config.steps));
}

/** {@link mirroredSweep} up to m = 32r, on which a gradient averaged over the students is seen at once. */
export function averagedSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { multiples, steps } = wide[config.scale];
  return mirrored(config, seed, upTo(growing.widest, multiples), steps(config.steps));
}

/** The same, with the steps that descent along an averaged gradient needs. */
export function slowedSweep(config: Config, seed: number): readonly Trial<Config>[] {
  return mirrored(config, seed, upTo(growing.widest, wide[config.scale].multiples), Math.min(config.steps, growing.steps[config.scale]));
}

function mirrored(config: Config, seed: number, multiples: readonly number[], steps: number): readonly Trial<Config>[] {
  return trials(config, seed, widths(config, affordable(config, multiples)), wide[config.scale].draws, {
    start: "mirrored",
    startLoss: config.startLoss > 0 ? config.startLoss : commonLoss,
    steps,
    ...fewRecords(config),
  });
}

function upTo(widest: number, multiples: readonly number[]): readonly number[] {
  return multiples.filter((multiple) => multiple <= widest);
}

/** The runs behind bounds that hold far from the teachers: the same widths × seeds, students in random directions, as heavy as a loss of (r w_max)²/2 allows. */
export function spreadSweep(config: Config, seed: number): readonly Trial<Config>[] {
  const { multiples, draws } = wide[config.scale];
  return trials(config, seed, widths(config, affordable(config, multiples)), draws, {
    start: "spread",
    steps: Math.min(config.steps, fewSteps[config.scale]),
    ...fewRecords(config),
  });
}

function fewRecords(config: Config): Pick<Config, "recordsPerDecade"> {
  return { recordsPerDecade: Math.min(config.recordsPerDecade, config.scale === "smoke" ? 6 : 10) };
}

/** A step costs the square of the width times the inputs: with many of either (files have many) the widest are left out, their runs differ less from each other. */
function affordable(config: Config, multiples: readonly number[]): readonly number[] {
  const costly =
    config.teacher !== undefined ||
    config.inputs !== undefined ||
    config.samples !== undefined ||
    config.teachers > 8 ||
    config.dimension > 32;
  const widest = costly ? { smoke: 8, default: 32, full: 64 }[config.scale] : Number.POSITIVE_INFINITY;
  return upTo(widest, multiples);
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
