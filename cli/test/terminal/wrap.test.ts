import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, hang, width, wrap } from "../../src/terminal/wrap.ts";

const words = fc.array(fc.stringMatching(/^[a-zα-ω‖∇≤−]{1,12}$/u), { minLength: 1, maxLength: 30 });

describe("wrapping", () => {
  it("loses no word and keeps within the columns", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 100 }), (list, columns) => {
        const lines = wrap(list.join(" "), columns);
        expect(lines.join(" ")).toBe(list.join(" "));
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it("counts columns and not code points or colours", () => {
    expect(width("‖∇L‖")).toBe(4);
    expect(width("w\u0302")).toBe(1);
    expect(width("損失")).toBe(4);
    expect(width("\x1b[32m✓ holds\x1b[39m")).toBe(7);
  });

  it("sets following lines in", () => {
    expect(hang("one two three four five six seven", 24, "    ", "- ")).toBe("- one two three four\n    five six seven");
  });

  it("cuts to the columns and says so", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 40 }), (list, columns) => {
        const text = list.join(" ");
        const short = cut(text, columns);
        expect(width(short)).toBeLessThanOrEqual(columns);
        expect(short === text || short.endsWith("…")).toBe(true);
      }),
    );
  });
});
