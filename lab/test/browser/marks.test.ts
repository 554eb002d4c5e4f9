import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marks } from "../../src/browser/live/marks.ts";
import { paced } from "../../src/browser/live/pace.ts";

const checkpoint = (iteration: number, size = 1) => ({ iteration, tensors: { theta: new Float64Array(size) }, numbers: {} });

describe("checkpoints to go back to", () => {
  it("stay within their count and bytes, in order, with the first and the last", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(10_000), { minLength: 3, maxLength: 120 }),
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (iterations, most, size) => {
          const held = marks({ most, bytes: 8 * size * 25 });
          held.add(checkpoint(0, size));
          for (const iteration of iterations) held.add(checkpoint(iteration, size));
          const kept = held.iterations;
          expect(kept.length).toBeLessThanOrEqual(Math.min(most, 25));
          expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
          expect(kept[0]).toBe(0);
        },
      ),
    );
  });

  it("give the last one at or before an iteration", () => {
    const held = marks({ most: 10, bytes: 1e6 });
    for (const iteration of [0, 5, 9]) held.add(checkpoint(iteration));
    expect([0, 4, 5, 8, 100].map((iteration) => held.before(iteration)?.iteration)).toEqual([0, 0, 5, 5, 9]);
  });
});

describe("pace", () => {
  it("lets iterations grow tenfold in the given seconds", () => {
    expect(paced(0, 3, 1)).toBe(9990);
    expect(paced(90, 1, 1)).toBe(990);
    expect(paced(0, 1, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});
