import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";

/** Adds `overparam completion SHELL` (prints the script) and the hidden `complete`, which that script calls at every TAB. */
export async function addCompletion(program: Command): Promise<void> {
  const stub = program.commands.findIndex((command) => command.name() === "completion");
  if (stub >= 0) (program.commands as Command[]).splice(stub, 1);
  tab(program, { completionCommandName: "completion" });
}
