import type { Terminal } from "./terminal/terminal.ts";

/** What every command is handed: a terminal, and a signal that fires on Ctrl-C and when nobody reads the results any more. */
export interface Host {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Runs a command's work and keeps its exit status. */
  act(work: () => Promise<number>): Promise<void>;
}
