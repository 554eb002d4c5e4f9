import { describe, expect, it } from "vitest";
import { evenlySpaced } from "../../src/observe/evenly-spaced.ts";

describe("evenlySpaced", () => {
  it("records at 0, at every multiple and at the last iteration, wherever it is asked", () => {
    const { next } = evenlySpaced({ last: 10, every: 4 });
    expect([-1, 0, 1, 3, 4, 7, 8, 9].map(next)).toEqual([0, 4, 4, 4, 8, 8, 10, 10]);
  });

  it("refuses what is no schedule", () => {
    expect(() => evenlySpaced({ last: -1, every: 1 })).toThrow(/last must be/);
    expect(() => evenlySpaced({ last: 1, every: 0 })).toThrow(/every must be/);
  });
});
