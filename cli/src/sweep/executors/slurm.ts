import { resolve } from "node:path";
import type { SlurmOptions } from "@overparam/lab/node/sweep";
import { Option } from "commander";
import { wholeNumber } from "../../options/study-options.ts";
import type { ExecutorChoice, ExecutorOptions } from "./executor-choice.ts";

/** Tasks of an array where nothing is said. */
const usualTasks = 200;

/** Array jobs of a cluster; folder and program must lie where all its nodes see them. */
export const slurm: ExecutorChoice = {
  name: "slurm",
  says: "array jobs of a Slurm cluster",
  options: () => [
    new Option("--tasks <n>", `with --executor slurm: tasks of an array at most, each a chunk of trials (default ${usualTasks})`).argParser(
      wholeNumber(1, 1_000_000),
    ),
    new Option(
      "--time <minutes>",
      "with --executor slurm: time limit of a task, from 2 on; an interrupted trial goes on in another",
    ).argParser(
      // A minute before the end a task is told to stop.
      wholeNumber(2, 1_000_000),
    ),
    new Option(
      "--sbatch <option>",
      "with --executor slurm: an option for sbatch, such as --sbatch=--partition=short; may be repeated",
    ).argParser((word: string, before: readonly string[] | undefined) => [...(before ?? []), word]),
  ],
  workers: (options) => options.workers ?? (options as SlurmWords).tasks ?? usualTasks,
  again: (options) => {
    const { tasks, time, sbatch = [] } = options as SlurmWords;
    return [
      ...(tasks === undefined ? [] : ["--tasks", String(tasks)]),
      ...(time === undefined ? [] : ["--time", String(time)]),
      ...sbatch.map((word) => `--sbatch=${word}`),
    ];
  },
  make: async (options) => (await import("@overparam/lab/node/sweep")).slurmSweepExecutor(slurmOptions(options)),
  async dryRun({ file, trials }, folder, options) {
    const { slurmSketch } = await import("@overparam/lab/node/sweep");
    return slurmSketch(resolve(folder), trials, file.budget.memory, slurmOptions(options));
  },
};

function slurmOptions(options: ExecutorOptions): SlurmOptions {
  const { workers, tasks, time, sbatch } = options as ExecutorOptions & SlurmWords;
  return {
    ...(workers === undefined ? {} : { atOnce: workers }),
    ...(tasks === undefined ? {} : { tasks }),
    ...(time === undefined ? {} : { minutes: time }),
    ...(sbatch === undefined ? {} : { more: sbatch }),
  };
}

interface SlurmWords {
  readonly tasks?: number;
  readonly time?: number;
  readonly sbatch?: readonly string[];
}
