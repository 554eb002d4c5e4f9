import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradientRatio } from "../../src/observe/gradient-ratio.ts";
import { norm } from "../../src/observe/norm.ts";
import type { Moment } from "../../src/observe/observable.ts";
import { riseObservable } from "../../src/observe/rise.ts";
import { engines } from "../support/engines.ts";

describe("norm", () => {
  it("neither overflows nor vanishes, and is the root of the squares between", () => {
    expect(norm(Float64Array.of(3e200, 4e200))).toBeCloseTo(5e200, -186);
    expect(norm(Float64Array.of(3e-200, 4e-200)) / 5e-200).toBeCloseTo(1, 14);
    expect(norm(new Float64Array(0))).toBe(0);
    expect(norm(Float64Array.of(1, Number.POSITIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
    expect(norm(Float64Array.of(1, Number.NaN))).toBeNaN();
    fc.assert(
      fc.property(fc.float64Array({ min: -1e3, max: 1e3, noNaN: true, maxLength: 20 }), (x) => {
        const plain = Math.sqrt(x.reduce((sum, entry) => sum + entry * entry, 0));
        expect(Math.abs(norm(x) - plain)).toBeLessThanOrEqual(1e-14 * plain + 1e-150);
      }),
    );
  });
});

describe.each(await engines())("ratios on %s", (_name, engine) => {
  const moment = (value: number): Moment =>
    ({ value, gradient: Float64Array.of(3, 4), rise: Number.NEGATIVE_INFINITY, engine }) as unknown as Moment;

  it("divide the gradient norm by a power of the loss", () => {
    expect(gradientRatio(1, 1).measure(moment(2))).toBe(2.5);
    expect(gradientRatio(1, 2).measure(moment(4))).toBe(2.5);
    expect(gradientRatio(2, 3).measure(moment(8))).toBeCloseTo(1.25, 14);
    expect(gradientRatio(3, 4).measure(moment(16))).toBe(0.625);
    expect(gradientRatio(3, 4).measure(moment(0))).toBeUndefined();
    expect(gradientRatio(3, 4).measure(moment(-1e-17))).toBeUndefined();
    expect(riseObservable.measure(moment(1))).toBeUndefined();
  });

  it("have ids that tell the power", () => {
    expect([gradientRatio(1, 1), gradientRatio(2, 3)].map(({ id }) => id)).toEqual(["gradientRatio1", "gradientRatio2of3"]);
    for (const [numerator, denominator] of [
      [1, 5],
      [0, 1],
      [1.5, 2],
      [1, 0],
      [1, -2],
    ]) {
      expect(() => gradientRatio(numerator, denominator)).toThrow(/positive fraction with denominator 2\^i · 3\^j/);
    }
  });
});
