import { Command } from "commander";
import type { Host } from "../host.ts";
import { type Listing, studiesOption } from "../options/studies.ts";

/** What `resume` takes. */
export interface ResumeOptions extends Listing {
  readonly runs: string;
  readonly teacher?: string;
  readonly inputs?: string;
  readonly graph?: string;
  readonly json?: boolean;
}

/** `overparam resume RUN`: goes on where a run was stopped; the finished files are the same as without the stop. */
export function resumeCommand(host: Host): Command {
  return studiesOption(new Command("resume"))
    .description("go on with a run that was stopped")
    .argument("<run>", "the run's folder, or the beginning of its id")
    .option("--teacher <file>", "the teacher file of the run, where it had one")
    .option("--inputs <file>", "the inputs file of the run, where it had one")
    .option("--graph <file>", "the graph file of the run, where it had one")
    .option("--runs <dir>", "folder to look for ids in", "runs")
    .option("--json", "print one JSON object per event")
    .action((run: string, options: ResumeOptions) =>
      host.act(async () => (await import("../run/resume-run.ts")).resume(host, run, options)),
    );
}
