import { type Command, Option } from "commander";
import { CommandLine } from "../faults/command-line.ts";
import { executorChoices } from "../sweep/executors/index.ts";
import type { ExecutorChoice, ExecutorOptions } from "../sweep/executors/executor-choice.ts";
import { wholeNumber } from "./study-options.ts";

/** What every command takes that makes trials. */
export interface MakingOptions extends ExecutorOptions {
  readonly executor: string;
}

/** Adds `--executor`, `--workers` and the options of each executor. */
export function executorOptions(command: Command): Command {
  const says = executorChoices.map((choice) => `${choice.name}: ${choice.says}`).join("; ");
  command
    .addOption(
      new Option("--executor <name>", `where trials are made. ${says}`)
        .choices(executorChoices.map(({ name }) => name))
        .default(executorChoices[0]?.name),
    )
    .option("--workers <n>", "workers (default on threads: one per core)", wholeNumber(1, 100_000));
  for (const { options } of executorChoices) for (const option of options?.() ?? []) command.addOption(option);
  return command;
}

/**
 * The executor that the command line chose.
 *
 * @errors one sentence where an option of another one is given
 */
export function chosenExecutor(command: Command, { executor }: MakingOptions): ExecutorChoice {
  for (const { name, options } of executorChoices) {
    const stray =
      name === executor ? undefined : options?.().find((option) => command.getOptionValueSource(option.attributeName()) === "cli");
    if (stray !== undefined) throw new CommandLine(`${stray.long ?? stray.flags} goes with --executor ${name}.`);
  }
  return executorChoices.find(({ name }) => name === executor) as ExecutorChoice;
}
