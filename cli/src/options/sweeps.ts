import type { Command } from "commander";

/** `--sweeps DIR`: where sweeps are looked for by name. */
export function sweepsOption(command: Command): Command {
  return command.option("--sweeps <dir>", "folder to look for sweeps in", "sweeps");
}
