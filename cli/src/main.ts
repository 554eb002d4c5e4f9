import { exitCode } from "./faults/exit-code.ts";
import { explain } from "./faults/explain.ts";
import type { Host } from "./host.ts";
import { overparam } from "./program.ts";
import { hang } from "./terminal/wrap.ts";
import { processTerminal } from "./terminal/terminal.ts";

/** Runs one command line and sets the exit status of the process; everything that is thrown ends here as one sentence. */
export async function main(argv: readonly string[]): Promise<void> {
  const terminal = processTerminal();
  const stop = new AbortController();
  let code: number = exitCode.ok;

  // The first signal lets the work end in order (a checkpoint, a line saying how to go on); the second ends it at once.
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(exitCode.interrupted);
    stop.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  terminal.onClosed(() => stop.abort());

  const tell = (error: unknown): void => {
    const { says, code: status } = explain(error, argv);
    code = status;
    if (!terminal.closed) terminal.note(sentence(says, terminal.err));
  };
  // What escapes every await is still a fault told in one sentence, never a stack trace.
  process.on("uncaughtException", (error) => {
    tell(error);
    process.exit(code);
  });

  const host: Host = {
    terminal,
    signal: stop.signal,
    async act(work) {
      code = await work();
    },
  };
  try {
    const program = await overparam(host, argv);
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof Error && error.name === "HelpShown")) tell(error);
  }
  process.exitCode = code;
}

/** `overparam: …`, set in below the name where a terminal shows it; one line in a pipe. */
function sentence(says: string, stream: NodeJS.WriteStream): string {
  const text = `overparam: ${says.replace(/^overparam: /, "")}`;
  const [first = "", ...frame] = text.split("\n");
  const indent = " ".repeat("overparam: ".length);
  return [stream.isTTY ? hang(first, stream.columns || 100, indent, "") : first, ...frame].join("\n");
}
