import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import { width } from "./wrap.ts";

/** One line that is drawn again and again on a terminal, and takes its place back when it ends. */
export interface LiveLine {
  /** Draws what `compose` makes of the columns it may use; at most ten times a second. */
  update(compose: (columns: number) => string): void;
  /** Writes a line that stays, above the live one. */
  note(text: string): void;
  /** Clears the line. */
  end(): void;
}

const framesPerSecond = 10;

/** Draws on a terminal; the line is cut to its width, so that it never wraps, also while the window changes. */
export function liveLine(stream: NodeJS.WriteStream): LiveLine {
  let latest: ((columns: number) => string) | undefined;
  let drawn = 0;
  let timer: NodeJS.Timeout | undefined;
  let last = 0;

  const columns = (): number => Math.max(20, (stream.columns ?? 80) - 1);

  function erase(): void {
    if (drawn === 0) return;
    // A window made narrower has wrapped what was drawn: all rows of it go.
    const rows = Math.ceil(drawn / Math.max(1, stream.columns ?? 80));
    if (rows > 1) moveCursor(stream, 0, 1 - rows);
    cursorTo(stream, 0);
    clearScreenDown(stream);
    drawn = 0;
  }

  function draw(): void {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
    if (latest === undefined) return;
    last = performance.now();
    const text = latest(columns());
    erase();
    stream.write(text);
    drawn = width(text);
  }

  const onResize = (): void => draw();
  stream.on("resize", onResize);

  return {
    update(compose) {
      latest = compose;
      const wait = 1000 / framesPerSecond - (performance.now() - last);
      if (wait <= 0) draw();
      else timer ??= setTimeout(draw, wait).unref();
    },
    note(text) {
      erase();
      stream.write(`${text}\n`);
      draw();
    },
    end() {
      latest = undefined;
      if (timer !== undefined) clearTimeout(timer);
      timer = undefined;
      stream.off("resize", onResize);
      erase();
    },
  };
}
