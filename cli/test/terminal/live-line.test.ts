import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { liveLine } from "../../src/terminal/live-line.ts";

/** A terminal of one's own: remembers what was written. */
class Screen extends EventEmitter {
  columns = 40;
  isTTY = true;
  text = "";
  write(part: string): boolean {
    this.text += part;
    return true;
  }
}
const asStream = (screen: Screen): NodeJS.WriteStream => screen as unknown as NodeJS.WriteStream;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

describe("the live line", () => {
  it("draws at most ten times a second, and the latest", () => {
    const screen = new Screen();
    const line = liveLine(asStream(screen));
    vi.advanceTimersByTime(1000);
    for (let i = 0; i < 100; i++) {
      line.update(() => `at ${i}.`);
      vi.advanceTimersByTime(10);
    }
    const drawn = [...screen.text.matchAll(/at (\d+)\./g)].map((match) => Number(match[1]));
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.length).toBeLessThanOrEqual(11);
    vi.advanceTimersByTime(200);
    expect(screen.text).toContain("at 99.");
    line.end();
  });

  it("never takes the last column, so that it never wraps", () => {
    const screen = new Screen();
    const line = liveLine(asStream(screen));
    vi.advanceTimersByTime(1000);
    let asked = 0;
    line.update((columns) => {
      asked = columns;
      return "x".repeat(columns);
    });
    expect(asked).toBe(39);
    line.end();
  });

  it("takes away the rows that a narrower window has made of it", () => {
    const screen = new Screen();
    const line = liveLine(asStream(screen));
    vi.advanceTimersByTime(1000);
    line.update((columns) => "x".repeat(columns));
    screen.columns = 20;
    screen.text = "";
    screen.emit("resize");
    expect(screen.text).toContain("\x1b[1A");
    expect(screen.text.endsWith("x".repeat(19))).toBe(true);
    line.end();
  });

  it("leaves nothing behind", () => {
    const screen = new Screen();
    const line = liveLine(asStream(screen));
    vi.advanceTimersByTime(1000);
    line.update(() => "news");
    screen.text = "";
    line.end();
    expect(screen.text).toBe("\x1b[1G\x1b[0J");
    line.update(() => "late");
    expect(screen.listenerCount("resize")).toBe(0);
  });
});
