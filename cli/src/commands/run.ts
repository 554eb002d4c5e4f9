import { Command } from "commander";
import type { Host } from "../host.ts";
import { type StudyOptions, studyOptions, wholeNumber } from "../options/study-options.ts";

/** What `run` takes beyond the options of a study. */
export interface RunOptions extends StudyOptions {
  readonly checkpointEvery?: number;
  readonly fresh?: boolean;
}

/** `overparam run STUDY`: one run, recorded in a folder of its own. */
export function runCommand(host: Host): Command {
  return studyOptions(new Command("run"))
    .description("make one run of a study and record it in a folder")
    .argument("<study>", "the study's key, as in `overparam list`")
    .option("--checkpoint-every <steps>", "steps between checkpoints", wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .option("--fresh", "run again what is recorded already")
    .action((id: string, options: RunOptions) => host.act(async () => (await import("../run/run-study.ts")).runStudy(host, id, options)));
}
