import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shortNumber, withInterval } from "../../src/terminal/number.ts";

describe("a number on the terminal", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [1, "1"],
    [-2.6, "−2.6"],
    [2.3145, "2.31"],
    [0.00123456, "0.00123"],
    [2.1e-9, "2.1e-9"],
    [-2.1e-9, "−2.1e-9"],
    [123456, "123456"],
    [123456.7, "1.23e5"],
    [1e12, "1e12"],
    [Number.NaN, "not a number"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
    [null, "–"],
  ])("%s is written %s", (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });

  it("is within half a unit of its last digit of what it stands for", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e300, max: 1e300, noNaN: true }), (value) => {
        const read = Number(shortNumber(value).replace("−", "-"));
        return Math.abs(read - value) <= 0.0051 * Math.abs(value);
      }),
    );
  });

  it.each([
    [-2.6, [-2.68, -2.52], "−2.60 [−2.68, −2.52]"],
    [0.01, [-0.2, 0.22], "0.01 [−0.20, 0.22]"],
    [0.4, [0.28, 0.52], "0.40 [0.28, 0.52]"],
    [1.5, [-1, 4], "1.5 [−1.0, 4.0]"],
    [0.001, [-0.5, 0.5], "0.0 [−0.5, 0.5]"],
    [2, [2, 2], "2 [2, 2]"],
    [0.2122065, [0.21220648, 0.21220652], "0.2122065 ± 2e-8"],
    [2.0000001, [1.999995, 2.000004], "2 ± 5e-6"],
    [3e-9, [1e-9, 5e-9], "3e-9 [1e-9, 5e-9]"],
    [1, [Number.NEGATIVE_INFINITY, 2], "1 [−∞, 2]"],
  ] as const)("%s in %j is written %s", (value, interval, text) => {
    expect(withInterval(value, interval)).toBe(text);
  });
});
