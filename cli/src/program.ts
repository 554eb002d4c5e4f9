import { readFileSync } from "node:fs";
import { Command, type CommanderError } from "commander";
import { citeCommand } from "./commands/cite.ts";
import { compactCommand } from "./commands/compact.ts";
import { completionCommand } from "./commands/completion.ts";
import { dataCommand } from "./commands/data.ts";
import { exportCommand } from "./commands/export.ts";
import { listCommand } from "./commands/list.ts";
import { narrowCommand } from "./commands/narrow.ts";
import { newStudyCommand } from "./commands/new-study.ts";
import { plotCommand } from "./commands/plot.ts";
import { queryCommand } from "./commands/query.ts";
import { recoverCommand } from "./commands/recover.ts";
import { reportCommand } from "./commands/report.ts";
import { resumeCommand } from "./commands/resume.ts";
import { retryCommand } from "./commands/retry.ts";
import { runCommand } from "./commands/run.ts";
import { serveCommand } from "./commands/serve.ts";
import { showCommand } from "./commands/show.ts";
import { statusCommand } from "./commands/status.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { verifyCommand } from "./commands/verify.ts";
import { workerCommand } from "./commands/worker.ts";
import { CommandLine } from "./faults/command-line.ts";
import type { Host } from "./host.ts";

const groups: readonly (readonly [title: string, commands: readonly ((host: Host) => Command)[]])[] = [
  ["The main job:", [verifyCommand]],
  ["Read:", [listCommand, showCommand, citeCommand]],
  ["Runs:", [runCommand, resumeCommand, reportCommand, exportCommand]],
  ["Many runs:", [sweepCommand, workerCommand, statusCommand, retryCommand, compactCommand, queryCommand, plotCommand]],
  ["Data:", [dataCommand, narrowCommand]],
  ["A network from its values:", [recoverCommand]],
  ["Around it:", [serveCommand, newStudyCommand, completionCommand]],
];

/** The command line: options and help only. What a command needs beyond that is loaded when it runs, so that help is quick. */
export async function overparam(host: Host, argv: readonly string[]): Promise<Command> {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  const program = new Command("overparam")
    .description("A laboratory in which the convergence theory of neural networks is executable.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .usage("COMMAND [options]")
    .addHelpText("after", "\nStart here:\n  overparam verify zhou2021local\n  overparam COMMAND --help");
  for (const [title, commands] of groups) {
    for (const command of commands) program.addCommand(quiet(command(host).helpGroup(title)));
  }
  quiet(program);
  if (argv[0] === "completion" || argv[0] === "complete") await (await import("./completion.ts")).addCompletion(program);
  return program;
}

/** Makes commander throw one sentence instead of writing its own and leaving. */
function quiet(command: Command): Command {
  if (command.name() !== "overparam") command.commands.forEach(quiet);
  return command.configureOutput({ outputError: () => {} }).exitOverride((error) => {
    if (error.exitCode === 0 || error.code === "commander.help") throw new HelpShown();
    const above = command.parent === null || command.parent.name() === "overparam" ? "" : `${command.parent.name()} `;
    throw new CommandLine(commandLineSentence(error, `${above}${command.name()}`));
  });
}

/** Thrown after help or the version has been printed: nothing more to do, nothing wrong. */
export class HelpShown extends Error {
  override readonly name = "HelpShown";
}

function commandLineSentence(error: CommanderError, command: string): string {
  const text = error.message
    .replace(/^error: /, "")
    .replace(/\n?\(Did you mean (.*)\?\)/, "; did you mean $1?")
    .trim();
  const help = command === "overparam" ? "overparam --help" : `overparam ${command} --help`;
  return `${text.replace(/[.?]?$/, (end) => end || ".")} See \`${help}\`.`;
}
