import type { SweepProgress } from "@overparam/lab/node/sweep";
import { liveLine } from "../terminal/live-line.ts";
import { plainLines } from "../terminal/plain-lines.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { plainSweepLine, sweepLines } from "./sweep-lines.ts";

/** Shows how far a sweep is, on stderr: a live block on a terminal, a plain line now and then elsewhere. */
export interface SweepWatch {
  show(progress: SweepProgress): void;
  /** A line that stays. */
  note(text: string): void;
  end(): void;
}

export function watchSweep(trials: number, terminal: Terminal): SweepWatch {
  const live = isLive(terminal);
  const line = live ? liveLine(terminal.err) : plainLines(terminal.err);
  return {
    show: (progress) =>
      line.update((columns) => (live ? sweepLines(trials, progress, columns, terminal.paintError) : plainSweepLine(trials, progress))),
    note: (text) => line.note(text),
    end: () => line.end(),
  };
}

/** Does progress go to a screen that lines can be drawn on again and again? */
export function isLive(terminal: Terminal): boolean {
  return terminal.err.isTTY && process.env.TERM !== "dumb";
}
