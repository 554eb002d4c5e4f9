import { foldedAngle, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Config, zhouConfig } from "../config.ts";
import { rowNorms } from "../geometry.ts";
import { drawTeacher } from "../teacher/draw.ts";
import { separation } from "../teacher/separation.ts";
import { teacherOf } from "../teacher/teacher-of.ts";

const engine = await loadEngine();
const { math } = engine;
const config = (change: Partial<Config>): Config => zhouConfig.parse(change);

describe("drawn teachers", () => {
  it("are as far apart as asked, with norms that attain both bounds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 3, max: 12 }), fc.integer({ min: 2, max: 4 }), (seed, d, r) => {
        const law = { dimension: d, teachers: r, directions: "separated", separation: 50, normMin: 0.7, normMax: 1.5 } as const;
        const { directions, weights } = drawTeacher(math, rootKey("test", seed), law);
        expect(separation(math, directions, d)).toBeGreaterThanOrEqual((50 * Math.PI) / 180 - 1e-12);
        const norms = [...rowNorms(directions, d)].sort((a, b) => a - b);
        expect(norms[0]).toBeCloseTo(0.7, 12);
        expect(norms[r - 1]).toBeCloseTo(1.5, 12);
        expect([...weights]).toEqual(Array(r).fill(1));
      }),
      { numRuns: 50 },
    );
  });

  it("are orthogonal to rounding where asked", () => {
    const law = { dimension: 6, teachers: 6, directions: "orthogonal", separation: 0, normMin: 1, normMax: 1 } as const;
    const { directions } = drawTeacher(math, rootKey("test", 3), law);
    for (let i = 0; i < 36; i += 6) {
      for (let j = i + 6; j < 36; j += 6) expect(foldedAngle(math, directions, i, directions, j, 6).angle).toBeCloseTo(Math.PI / 2, 14);
    }
  });

  it("are refused where they cannot be", () => {
    const law = { dimension: 2, teachers: 4, directions: "separated", separation: 50, normMin: 1, normMax: 1 } as const;
    expect(() => drawTeacher(math, rootKey("test", 1), law)).toThrow(/4 directions in 2 dimensions .* lower separation or teachers/i);
    expect(() => drawTeacher(math, rootKey("test", 1), { ...law, directions: "orthogonal" })).toThrow(/at most dimension = 2/);
    expect(() => drawTeacher(math, rootKey("test", 1), { ...law, teachers: 2, normMin: 2 })).toThrow(
      /normMin: must be at most normMax = 1/,
    );
  });
});

describe("teacher files", () => {
  const of = (tensors: Record<string, { shape: number[]; data: Float64Array }>) =>
    teacherOf(config({ teacher: "sha256:t" }), { engine, key: rootKey("test", 1), assets: new Map([["sha256:t", tensors]]) });
  const W = { shape: [2, 3], data: Float64Array.of(1, 0, 0, 0, 2, 0) };

  it("bring their own r and d, with positive output weights folded into the norms", () => {
    const { teacher, dimension } = of({ W, a: { shape: [2], data: Float64Array.of(3, 0.5) } });
    expect(dimension).toBe(3);
    expect([...teacher.directions]).toEqual([3, 0, 0, 0, 1, 0]);
    expect([...teacher.weights]).toEqual([1, 1]);
  });

  it.each([
    ["a negative output weight", { W, a: { shape: [2], data: Float64Array.of(1, -1) } }, /a\[1\] = -1/],
    ["a bias", { W, b: { shape: [2], data: Float64Array.of(0, 0) } }, /biases b/],
    ["a zero row", { W: { shape: [2, 3], data: Float64Array.of(1, 0, 0, 0, 0, 0) } }, /row 1 = 0/],
    ["no W", { V: W }, /tensor W/],
  ])("are refused with %s", (_name, tensors, sentence) => {
    expect(() => of(tensors as never)).toThrow(sentence);
  });
});
