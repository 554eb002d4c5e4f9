import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelLeading, labelSize, placeLabels } from "../../src/report/figure/place-labels.ts";
import { textWidth } from "../../src/report/figure/text-width.ts";

const wish = (x: number, y: number, ...lines: string[]) => ({ x, y, lines });

describe("placeLabels", () => {
  it("leaves labels where they want to be when there is room", () => {
    const placed = placeLabels([wish(500, 20, "a"), wish(500, 200, "b")], [], 500, 300);
    expect(placed.map(({ y, moved }) => [y, moved])).toEqual([
      [20, false],
      [200, false],
    ]);
    expect(placed.every(({ x }) => x > 500)).toBe(true);
  });
  it("keeps the order of the ends when it moves them apart, evenly about their middle", () => {
    const placed = placeLabels([wish(500, 103, "c"), wish(500, 100, "a"), wish(500, 101, "b")], [], 500, 300);
    const [c, a, b] = placed.map(({ y }) => y) as [number, number, number];
    expect(a).toBeLessThan(b);
    expect(b).toBeLessThan(c);
    expect((a + b + c) / 3).toBeCloseTo(304 / 3, 9);
  });
  it("never lets two labels overlap while the frame has room for all", () => {
    const end = fc.tuple(
      fc.constantFrom(500, 496, 300, 305, 120),
      fc.integer({ min: 0, max: 300 }),
      fc.constantFrom("m = 3", "a = ½", "no trend"),
    );
    fc.assert(
      fc.property(fc.array(end, { minLength: 1, maxLength: 10 }), (ends) => {
        const wishes = ends.map(([x, y, text]) => wish(x, y, text));
        const boxes = placeLabels(wishes, [], 500, 300).map(({ x, y }, i) => ({
          x,
          y,
          wide: textWidth(wishes[i]?.lines[0] ?? "", labelSize),
        }));
        for (let i = 0; i < boxes.length; i++) {
          for (let j = 0; j < i; j++) {
            const [a, b] = [boxes[i], boxes[j]] as [(typeof boxes)[0], (typeof boxes)[0]];
            const apart = Math.abs(a.y - b.y) >= labelLeading - 1e-9 || a.x + a.wide <= b.x || b.x + b.wide <= a.x;
            expect(apart, JSON.stringify([wishes, boxes])).toBe(true);
          }
        }
      }),
    );
  });
  it("prefers a place beside the end that no curve crosses", () => {
    const curve = Array.from({ length: 60 }, (_, i) => [300 + 3 * i, 100] as const);
    const [placed] = placeLabels([wish(300, 100, "ends here")], curve, 500, 300);
    expect(Math.abs((placed?.y ?? 100) - 100)).toBeGreaterThanOrEqual(labelLeading / 2);
  });
});
