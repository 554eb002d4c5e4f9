import { Command } from "commander";
import type { Host } from "../host.ts";
import { type StudyOptions, studyOptions, wholeNumber } from "../options/study-options.ts";

/** What `verify` takes beyond the options of a study. */
export interface VerifyOptions extends StudyOptions {
  readonly workers?: number;
  readonly counters: boolean;
  readonly fresh?: boolean;
}

/** `overparam verify STUDY`: runs what every claim needs and prints the verdicts. The main job. */
export function verifyCommand(host: Host): Command {
  return studyOptions(new Command("verify"))
    .description("run what every claim of a study needs and print the verdicts")
    .argument("<study>", "the study's key, as in `overparam list`")
    .option("--workers <n>", "worker threads (default: one per core)", wholeNumber(1, 1024))
    .option("--no-counters", "leave out the counter-runs, which show that each check can fail")
    .option("--fresh", "compute again what an earlier verification has recorded")
    .action((id: string, options: VerifyOptions) =>
      host.act(async () => (await import("../verify/verify-study.ts")).verifyStudy(host, id, options)),
    );
}
