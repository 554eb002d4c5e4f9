import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logSpaced } from "../../src/observe/log-spaced.ts";
import type { Schedule } from "../../src/observe/schedule.ts";

function points(schedule: Schedule): number[] {
  const all: number[] = [];
  for (let at = schedule.next(-1); ; at = schedule.next(at)) {
    all.push(at);
    if (at >= schedule.last) return all;
  }
}

describe("logSpaced", () => {
  it("records 0, every iteration up to dense, and then evenly on a logarithmic axis up to last", () => {
    expect(points(logSpaced({ last: 1000, perDecade: 3, dense: 4 }))).toEqual([0, 1, 2, 3, 4, 5, 10, 22, 46, 100, 215, 464, 1000]);
    expect(points(logSpaced({ last: 0, perDecade: 5 }))).toEqual([0]);
    expect(points(logSpaced({ last: 3, perDecade: 5, dense: 10 }))).toEqual([0, 1, 2, 3]);
  });

  it("ascends, ends at last, and the next record depends on the iteration alone", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e7 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat({ max: 50 }),
        fc.nat({ max: 1e7 }),
        (last, perDecade, dense, anywhere) => {
          const schedule = logSpaced({ last, perDecade, dense });
          const all = points(schedule);
          expect(all[0]).toBe(0);
          expect(all.at(-1)).toBe(last);
          for (let i = 1; i < all.length; i++) expect(all[i]).toBeGreaterThan(all[i - 1]);
          expect(schedule.next(anywhere)).toBe(all.find((point) => point > anywhere) ?? last);
        },
      ),
    );
  });

  it.each([
    [{ last: -1, perDecade: 4 }, /last/],
    [{ last: Number.NaN, perDecade: 4 }, /last/],
    [{ last: 10, perDecade: 0 }, /perDecade/],
    [{ last: 10, perDecade: 4, dense: 0.5 }, /dense/],
  ])("refuses %o", (options, sentence) => {
    expect(() => logSpaced(options)).toThrow(sentence);
  });
});
