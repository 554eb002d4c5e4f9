import { type Paint, paint, wantsColour } from "./colour.ts";

/** Where a command writes: results to `out`, progress and trouble to `err`. */
export interface Terminal {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** Colour for results, and for progress: they may go to different places. */
  readonly paint: Paint;
  readonly paintError: Paint;
  /** Columns for results; 100 where there is no terminal to ask. */
  columns(): number;
  /** One line of results, or several. */
  print(text: string): void;
  /** One line of progress. */
  note(text: string): void;
  /** True once the reader of the results has gone away (`overparam list | head -1`): nothing more is written. */
  readonly closed: boolean;
  /** Called once when that happens. */
  onClosed(listener: () => void): void;
}

const widest = 200;

/** The terminal of this process. A reader that goes away is not a fault: later results are dropped in silence. */
export function processTerminal(): Terminal {
  const { stdout: out, stderr: err, env } = process;
  const listeners: (() => void)[] = [];
  let closed = false;
  const gone = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    if (closed) return;
    closed = true;
    for (const listener of listeners) listener();
  };
  out.on("error", gone);
  err.on("error", () => {});
  return {
    out,
    err,
    paint: paint(wantsColour(out, env)),
    paintError: paint(wantsColour(err, env)),
    columns: () => Math.min(widest, (out.isTTY ? out.columns : Number(env.COLUMNS)) || 100),
    print(text) {
      if (!closed) out.write(`${text}\n`);
    },
    note(text) {
      err.write(`${text}\n`);
    },
    get closed() {
      return closed;
    },
    onClosed(listener) {
      listeners.push(listener);
    },
  };
}
