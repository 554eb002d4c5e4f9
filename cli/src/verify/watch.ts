import type { Engine, Study } from "@overparam/core";
import type { VerifyEvent } from "@overparam/lab";
import { type LiveLine, liveLine } from "../terminal/live-line.ts";
import { plainLines } from "../terminal/plain-lines.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { followProgress } from "./progress.ts";
import { progressLine } from "./progress-line.ts";

/** A live line on a terminal, plain lines now and then elsewhere. */
export function progressOn(terminal: Terminal): LiveLine {
  return terminal.err.isTTY && process.env.TERM !== "dumb" ? liveLine(terminal.err) : plainLines(terminal.err);
}

/** Shows how far a verification is, on stderr. */
export function watchVerification(study: Study, engine: Engine, terminal: Terminal): { see(event: VerifyEvent): void; end(): void } {
  const progress = followProgress(study, engine.math);
  const line = progressOn(terminal);
  const begun = performance.now();
  const compose = (columns: number): string => progressLine(study, progress.now(), performance.now() - begun, columns, terminal.paintError);
  // The time left goes on falling while a long run says nothing.
  const clock = setInterval(() => line.update(compose), 500).unref();
  return {
    see(event) {
      progress.see(event);
      if (event.kind === "judged") return;
      line.update(compose);
    },
    end() {
      clearInterval(clock);
      line.end();
    },
  };
}
