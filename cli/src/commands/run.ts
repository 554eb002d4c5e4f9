import { Command } from "commander";
import { CommandLine } from "../faults/command-line.ts";
import type { Host } from "../host.ts";
import { type StudyOptions, studyOptions, wholeNumber } from "../options/study-options.ts";

/** What `run` takes beyond the options of a study. */
export interface RunOptions extends StudyOptions {
  readonly checkpointEvery?: number;
  readonly fresh?: boolean;
  readonly experiment?: string;
  readonly workers?: number;
}

/** `overparam run STUDY`: one run, or the runs of an experiment, recorded in a folder of its own. */
export function runCommand(host: Host): Command {
  return studyOptions(new Command("run"))
    .description("make one run of a study, or the runs and figures of an experiment, in a folder")
    .argument("<study>", "the study's key, as in `overparam list`")
    .option("--experiment <id>", "an experiment of the study, as in `overparam show STUDY`: all its runs, and its figures")
    .option("--workers <n>", "worker threads of an experiment (default: one per core)", wholeNumber(1, 1024))
    .option("--checkpoint-every <steps>", "steps between checkpoints", wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .option("--fresh", "run again what is recorded already")
    .action((id: string, options: RunOptions) =>
      host.act(async () => {
        const { experiment, workers, checkpointEvery } = options;
        if (experiment === undefined) {
          if (workers !== undefined) throw new CommandLine("--workers goes with --experiment; one run is the work of one thread.");
          return (await import("../run/run-study.ts")).runStudy(host, id, options);
        }
        if (checkpointEvery !== undefined) {
          throw new CommandLine("--checkpoint-every goes without --experiment; an experiment that is stopped goes on with the next run.");
        }
        return (await import("../run/run-experiment.ts")).runExperiment(host, id, { ...options, experiment });
      }),
    );
}
