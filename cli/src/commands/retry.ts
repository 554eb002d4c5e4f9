import { Command } from "commander";
import { CommandLine } from "../faults/command-line.ts";
import type { Host } from "../host.ts";
import { chosenExecutor, executorOptions, type MakingOptions } from "../options/executor-options.ts";
import { type Listing, studiesOption } from "../options/studies.ts";
import { sweepsOption } from "../options/sweeps.ts";

/** What `retry` takes. */
export interface RetryOptions extends Listing, MakingOptions {
  readonly sweeps: string;
  readonly failed?: boolean;
  readonly json?: boolean;
}

/** `overparam retry --failed SWEEP`: makes failed trials of a sweep again, and those that are still to be made. */
export function retryCommand(host: Host): Command {
  return sweepsOption(executorOptions(studiesOption(new Command("retry"))))
    .description("make the failed trials of a sweep again, and what is left to make")
    .argument("<sweep>", "the sweep's folder, name or file")
    .option("--failed", "trials that failed; their new records count")
    .option("--json", "print one JSON object per event")
    .action((sweep: string, options: RetryOptions, command: Command) =>
      host.act(async () => {
        if (options.failed !== true) {
          throw new CommandLine("retry takes --failed; what is unfinished or missing is made by the same `overparam sweep FILE` again.");
        }
        const executor = chosenExecutor(command, options);
        return (await import("../sweep/retry-sweep.ts")).retrySweep(host, sweep, executor, options);
      }),
    );
}
