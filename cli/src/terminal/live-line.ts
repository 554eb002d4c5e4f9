import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import { width } from "./wrap.ts";

/** A line, or a few, drawn again and again on a terminal; they take their place back when they end. */
export interface LiveLine {
  /** Draws what `compose` makes of the columns that each line may use; at most ten times a second. */
  update(compose: (columns: number) => string): void;
  /** Writes a line that stays, above the live one. */
  note(text: string): void;
  /** Clears it. */
  end(): void;
}

const framesPerSecond = 10;

/** Draws on a terminal; lines are no wider than it, so that they never wrap, also while the window changes. */
export function liveLine(stream: NodeJS.WriteStream): LiveLine {
  let latest: ((columns: number) => string) | undefined;
  /** Columns of each line on the screen. */
  let drawn: readonly number[] = [];
  let timer: NodeJS.Timeout | undefined;
  let last = 0;

  const columns = (): number => Math.max(20, (stream.columns ?? 80) - 1);

  function erase(): void {
    if (drawn.length === 0) return;
    // A window made narrower has wrapped what was drawn: all rows of it go.
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line / Math.max(1, stream.columns ?? 80))), 0);
    if (rows > 1) moveCursor(stream, 0, 1 - rows);
    cursorTo(stream, 0);
    clearScreenDown(stream);
    drawn = [];
  }

  function draw(): void {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
    if (latest === undefined) return;
    last = performance.now();
    const text = latest(columns());
    erase();
    stream.write(text);
    drawn = text === "" ? [] : text.split("\n").map(width);
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
