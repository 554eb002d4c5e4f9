import type { Command } from "commander";

/** Options of every command that looks for studies. */
export interface Listing {
  readonly studies: readonly string[];
}

/** A repeatable option: every use adds one. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** `--studies DIR`, repeatable; OVERPARAM_STUDIES holds a list of folders in the way of PATH. */
export function studiesOption(command: Command): Command {
  return command.option("--studies <dir>", "look for studies in this folder, too (repeatable)", collect, []);
}
