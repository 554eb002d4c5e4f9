import { describe, expect, it } from "vitest";
import { paint, wantsColour } from "../../src/terminal/colour.ts";

describe("colour", () => {
  it.each([
    ["a terminal", true, {}, true],
    ["a pipe", false, {}, false],
    ["a terminal with NO_COLOR", true, { NO_COLOR: "1" }, false],
    ["an empty NO_COLOR", true, { NO_COLOR: "" }, true],
    ["a pipe with FORCE_COLOR", false, { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR=0", true, { FORCE_COLOR: "0" }, false],
    ["both", true, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    ["a dumb terminal", true, { TERM: "dumb" }, false],
  ])("%s", (_where, isTTY, env, wanted) => {
    expect(wantsColour({ isTTY }, env)).toBe(wanted);
  });

  it("ends what it begins", () => {
    expect(paint(true)("measured", "1.2")).toBe("\x1b[38;5;68m1.2\x1b[39m");
    expect(paint(false)("measured", "1.2")).toBe("1.2");
  });
});
