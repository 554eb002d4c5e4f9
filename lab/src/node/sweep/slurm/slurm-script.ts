/** What a batch script is made of. */
export interface SlurmScript {
  readonly name: string;
  /** Tasks of the array. */
  readonly tasks: number;
  /** Of them at most so many at a time; undefined: as Slurm likes. */
  readonly atOnce?: number;
  /** Time limit of a task, in minutes; undefined: that of the partition. */
  readonly minutes?: number;
  /** Memory of a task, in MiB; undefined: as much as the partition gives. */
  readonly memory?: number;
  /** More options of sbatch, each as on its command line. */
  readonly more?: readonly string[];
  /** File that a task writes its output to. */
  readonly log: string;
  /** The command of a task; Slurm tells it which one it is. */
  readonly command: readonly string[];
}

/** Seconds before the time limit that a task is warned, to keep a checkpoint. */
export const warning = 60;

/**
 * The script of an array job, a chunk of trials a task.
 *
 * A task is not requeued by Slurm, which waits two minutes before it starts again: the coordinator hands over what is missing. Where a site requeues
 * all the same nothing is lost, for each attempt writes a shard of its own and passes over what is recorded.
 */
export function slurmScript({ name, tasks, atOnce, minutes, memory, more = [], log, command }: SlurmScript): string {
  const options = [
    `--job-name=${name}`,
    `--array=0-${tasks - 1}${atOnce === undefined ? "" : `%${atOnce}`}`,
    "--ntasks=1",
    "--cpus-per-task=1",
    ...(minutes === undefined ? [] : [`--time=${minutes}`]),
    ...(memory === undefined ? [] : [`--mem=${memory}M`]),
    `--signal=B:USR1@${warning}`,
    "--no-requeue",
    `--output="${log}"`,
    "--open-mode=append",
    ...more,
  ];
  return [
    "#!/bin/bash",
    ...options.map((option) => `#SBATCH ${option}`),
    // The task takes the place of the shell, so that the warning reaches it.
    `exec ${command.map(quoted).join(" ")}`,
    "",
  ].join("\n");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
