import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatEstimate, formatInterval, formatNumber } from "../../src/report/format-number.ts";

describe("formatNumber", () => {
  it.each<[number | null, string]>([
    [0, "0"],
    [0.212207, "0.212"],
    [-2.6, "−2.6"],
    [24_800, "24800"],
    [99_940, "99940"],
    [99_999.4, "1·10⁵"],
    [0.999_96, "1"],
    [123_456, "1.23·10⁵"],
    [2.1e-9, "2.1·10⁻⁹"],
    [-1e-300, "−1·10⁻³⁰⁰"],
    [0.001, "0.001"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "−∞"],
    [null, "–"],
  ])("writes %s as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
  it("writes for a terminal with e", () => {
    expect(formatNumber(-2.1e-9, { plain: true })).toBe("−2.1e-9");
    expect(formatNumber(123_456, { plain: true })).toBe("1.23e5");
    expect(formatEstimate(0.2122065, [0.21220648, 0.21220652], { plain: true })).toBe("0.2122065 ± 2e-8");
    expect(formatInterval([-0.05, 0.07])).toBe("[−0.05, 0.07]");
  });
});

it("is within half a unit of its last digit of what it stands for", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e300, max: 1e300, noNaN: true }), (value) => {
      const read = Number(formatNumber(value, { plain: true }).replace("−", "-"));
      return Math.abs(read - value) <= 0.0051 * Math.abs(value);
    }),
  );
});

describe("formatEstimate", () => {
  it("shows no digit beyond those that the interval's half width knows", () => {
    expect(formatEstimate(-2.60412, [-2.6813, -2.5227])).toBe("−2.60 [−2.68, −2.52]");
    expect(formatEstimate(0.0104, [-0.4, 0.42])).toBe("0.0 [−0.4, 0.4]");
    expect(formatEstimate(-0.01, [-0.17, 0.15])).toBe("−0.01 [−0.17, 0.15]");
    expect(formatEstimate(-0.001, [-0.2, 0.2])).toBe("0.00 [−0.20, 0.20]");
    expect(formatEstimate(12.4, [2, 22.8])).toBe("12 [2, 23]");
    expect(formatEstimate(1, [Number.NEGATIVE_INFINITY, 2])).toBe("1 [−∞, 2]");
    expect(formatEstimate(0.5, null)).toBe("0.5");
  });
  it("writes a narrow interval as a width", () => {
    expect(formatEstimate(0.212206591, [0.212206541, 0.212206641])).toBe("0.21220659 ± 5·10⁻⁸");
    expect(formatEstimate(2, [1.999995, 2.000005])).toBe("2 ± 5·10⁻⁶");
  });
});
