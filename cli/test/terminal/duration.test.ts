import { expect, it } from "vitest";
import { duration, timeLeft } from "../../src/terminal/duration.ts";

it.each([
  [40, "0.0 s"],
  [1234, "1.2 s"],
  [9960, "10 s"],
  [59_400, "59 s"],
  [59_600, "1 min"],
  [200_000, "3 min 20 s"],
  [7_500_000, "2 h 5 min"],
])("%d ms take %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

it.each([
  [10, "1 s left"],
  [12_400, "12 s left"],
  [64_000, "1 min 0 s left"],
  [595_000, "9 min 50 s left"],
  [3_700_000, "1 h 2 min left"],
])("%d ms are %s", (milliseconds, text) => {
  expect(timeLeft(milliseconds)).toBe(text);
});
