import { Command } from "commander";

/** The line of `overparam completion` in the help; `completion.ts` puts the real one in its place when it is called. */
export function completionCommand(): Command {
  return new Command("completion")
    .description("print a script that completes commands and options at TAB")
    .argument("<shell>", "bash, zsh, fish or powershell");
}
