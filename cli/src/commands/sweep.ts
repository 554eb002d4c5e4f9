import { Command, InvalidArgumentError, Option } from "commander";
import { CommandLine } from "../faults/command-line.ts";
import type { Host } from "../host.ts";
import { chosenExecutor, executorOptions, type MakingOptions } from "../options/executor-options.ts";
import { type BackendChoice, backendOption, wholeNumber } from "../options/study-options.ts";
import { type Listing, studiesOption } from "../options/studies.ts";

/** What `sweep` takes. */
export interface SweepOptions extends Listing, MakingOptions {
  readonly dryRun?: boolean;
  readonly schema?: boolean;
  readonly backend: BackendChoice;
  readonly out: string;
  readonly json?: boolean;
  readonly refine?: number;
  readonly refineBy?: "seeds" | "cells";
  readonly boundary?: number;
}

/** `overparam sweep FILE`: every trial of a grid of settings and seeds; the same command again goes on. */
export function sweepCommand(host: Host): Command {
  return executorOptions(studiesOption(new Command("sweep")))
    .description("make the trials of a sweep file; the same command again goes on where it was stopped")
    .argument("[file]", "a YAML file: study, axes, seeds, what to keep")
    .option("--dry-run", "print cells, trials, predicted time and disk; run nothing")
    .option("--schema", "print the JSON Schema of sweep files, for editors")
    .addOption(backendOption())
    .option("--out <dir>", "folder for the records; the sweep gets a folder in it, named as its file", "sweeps")
    .option(
      "--refine <trials>",
      "then make at most so many further trials, where the boundary of its diagram runs",
      wholeNumber(1, 10_000_000),
    )
    .addOption(
      new Option("--refine-by <what>", "with --refine: more seeds of cells on the boundary, or new cells between its two sides").choices([
        "seeds",
        "cells",
      ]),
    )
    .option(
      "--boundary <value>",
      "with --refine: the value at which the boundary lies (default: ½ of a fraction, else the diagram's first level)",
      anyNumber,
    )
    .option("--json", "print one JSON object per event")
    .action((file: string | undefined, options: SweepOptions, command: Command) =>
      host.act(async () => {
        if (options.schema === true) return (await import("../sweep/print-schema.ts")).printSchema(host);
        if (file === undefined) throw new CommandLine("sweep takes a file. See `overparam sweep --help`.");
        if (options.refine === undefined && (options.refineBy !== undefined || options.boundary !== undefined)) {
          throw new CommandLine(`${options.boundary === undefined ? "--refine-by" : "--boundary"} goes with --refine TRIALS.`);
        }
        const executor = chosenExecutor(command, options);
        if (options.dryRun === true) return (await import("../sweep/dry-run.ts")).dryRun(host, file, executor, options);
        return (await import("../sweep/start-sweep.ts")).startSweep(host, file, executor, options);
      }),
    );
}

function anyNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("it must be a number.");
  return value;
}
