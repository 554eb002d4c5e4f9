import type { Engine, Study } from "@overparam/core";
import type { TaskEvent } from "@overparam/lab";
import { type LiveLine, liveLine } from "../terminal/live-line.ts";
import { plainLines } from "../terminal/plain-lines.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type Follower, followProgress } from "./progress.ts";
import { progressLine } from "./progress-line.ts";

/** A live line on a terminal, plain lines now and then elsewhere. */
export function progressOn(terminal: Terminal): LiveLine {
  return terminal.err.isTTY && process.env.TERM !== "dumb" ? liveLine(terminal.err) : plainLines(terminal.err);
}

/** Shows how far an ensemble of runs is, on stderr. */
export function watchTasks(study: Study, engine: Engine, terminal: Terminal): Pick<Follower, "plan" | "see"> & { end(): void } {
  const progress = followProgress(study, engine.math);
  const line = progressOn(terminal);
  const begun = performance.now();
  const compose = (columns: number): string => progressLine(study, progress.now(), performance.now() - begun, columns, terminal.paintError);
  // The time left goes on falling while a long run says nothing.
  const clock = setInterval(() => line.update(compose), 500).unref();
  return {
    plan(size, slopeRuns) {
      progress.plan(size, slopeRuns);
      line.update(compose);
    },
    see(event: TaskEvent) {
      progress.see(event);
      line.update(compose);
    },
    end() {
      clearInterval(clock);
      line.end();
    },
  };
}
