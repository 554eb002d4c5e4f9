import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../src/theory/wilson-interval.ts";

// scipy 1.10.1: binomtest(k, n).proportion_ci(level, method="wilson"); level 0.95, the last one 0.99 with z = norm.ppf(0.995).
const known = [
  [0, 1, 0, 0.7934506856227626],
  [0, 10, 0, 0.27753279986288926],
  [3, 10, 0.10779126740630102, 0.6032218525388546],
  [10, 10, 0.7224672001371109, 1],
  [1, 2, 0.09453120573423074, 0.9054687942657693],
  [17, 40, 0.28509392559950375, 0.5780493145800892],
  [499, 1000, 0.468073488750724, 0.529934164766247],
  [3, 10, 0.07956631652306578, 0.6799753207988974, 2.5758293035489004],
] as const;

describe("Wilson's interval", () => {
  it.each(known)("of %i in %i is that of scipy", (hits, of, low, high, z?: number) => {
    const [a, b] = wilsonInterval(hits, of, z);
    expect(Math.abs(a - low)).toBeLessThanOrEqual(4e-16);
    expect(Math.abs(b - high)).toBeLessThanOrEqual(4e-16);
  });

  it("holds the fraction, mirrors, narrows with more of the same, and its ends solve Wilson's equation", () => {
    const counts = fc.integer({ min: 1, max: 100_000 }).chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
    fc.assert(
      fc.property(counts, ([hits, of]) => {
        const [low, high] = wilsonInterval(hits, of);
        const [less, more] = wilsonInterval(of - hits, of);
        const [inner, outer] = wilsonInterval(2 * hits, 2 * of);
        const fraction = hits / of;
        expect(low).toBeLessThanOrEqual(fraction);
        expect(high).toBeGreaterThanOrEqual(fraction);
        expect(less).toBeCloseTo(1 - high, 12);
        expect(more).toBeCloseTo(1 - low, 12);
        expect(outer - inner).toBeLessThan(high - low);
        for (const p of [low, high]) {
          expect((fraction - p) ** 2).toBeCloseTo((1.959963984540054 ** 2 * p * (1 - p)) / of, 10);
        }
      }),
    );
  });

  it("refuses counts that are none", () => {
    for (const [hits, of] of [
      [1, 0],
      [-1, 3],
      [4, 3],
      [0.5, 3],
    ] as const)
      expect(() => wilsonInterval(hits, of)).toThrow(/whole number/);
  });
});
