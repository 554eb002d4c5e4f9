import { wilsonInterval } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cellStatistic,
  contourLines,
  diagramValue,
  diagramValueText,
  phaseDiagram,
  refine,
  sliceSlope,
  slices,
} from "../../src/sweep/diagram/index.ts";
import type { TrialRow } from "../../src/sweep/diagram/index.ts";
import type { PlannedAxis } from "../../src/sweep/planned-axis.ts";

const columns = ["loss", "outcome", "verdict.theorem-5", "facts.gap", "w", "d", "seed", "status"];
const axes: readonly PlannedAxis[] = [
  { name: "w", setting: "w", scale: "linear", values: [1, 2, 4, 8, 16, 32] },
  { name: "d", setting: "d", scale: "linear", values: [2, 3, 5] },
  { name: "law", setting: "law", scale: "category", values: ["a", "b"] },
];
const row = fc.record({
  w: fc.constantFrom(1, 2, 4, 8, 16, 32),
  d: fc.constantFrom(2, 3, 5),
  law: fc.constantFrom("a", "b"),
  seed: fc.integer({ min: 1, max: 9 }),
  status: fc.constantFrom("done", "done", "done", "failed", "unfinished"),
  loss: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  outcome: fc.constantFrom("converged", "exhausted"),
});
const rows = fc.array(row, { maxLength: 120 });

describe("the statistic of a cell", () => {
  it("counts every trial once, and fails nobody who did not end", () => {
    const value = diagramValue("fraction(loss <= 0.5)", columns);
    fc.assert(
      fc.property(rows, (some) => {
        const got = cellStatistic(some, value);
        const done = some.filter(({ status }) => status === "done");
        const hits = done.filter(({ loss }) => loss !== null && loss <= 0.5).length;
        expect([got.trials, got.left, got.counted]).toEqual([done.length, some.length - done.length, hits]);
        if (done.length === 0) expect(got.value).toBeNaN();
        else expect([got.value, [got.low, got.high]]).toEqual([hits / done.length, wilsonInterval(hits, done.length)]);
      }),
    );
  });

  it("has half of the numbers on either side of its median, and its band around it", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 30 }), (losses) => {
        const { value, low, high, counted } = cellStatistic(
          losses.map((loss) => ({ loss, status: "done" })),
          diagramValue("loss", columns),
        );
        expect(counted).toBe(losses.length);
        expect(losses.filter((each) => each < value).length).toBeLessThanOrEqual(losses.length / 2);
        expect(losses.filter((each) => each > value).length).toBeLessThanOrEqual(losses.length / 2);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }),
      {
        examples: [
          [[Number.NEGATIVE_INFINITY, 0]],
          [[0, Number.POSITIVE_INFINITY]],
          [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]],
          [[-Number.MAX_VALUE, Number.MAX_VALUE]],
        ],
        numRuns: 1000,
      },
    );
  });

  it.each([
    "median(loss)",
    "mean(loss)",
    "min(loss)",
    "max(facts.gap)",
    "quantile(loss, 0.9)",
    "fraction(loss <= 1e-6)",
    "fraction(outcome = converged)",
    "verdict(theorem-5 = holds)",
  ])("reads %s as it writes it", (text) => {
    const value = diagramValue(text, columns);
    expect(diagramValue(diagramValueText(value), columns)).toEqual(value);
  });

  it.each([
    ["median(los)", 'there is no such column; got "los". Did you mean loss'],
    ["fraction(loss)", "a fraction needs a condition"],
    ["fraction(outcome < fine)", "only numbers have an order"],
    ["quantile(loss, 2)", "from 0 to 1"],
    ["sum(loss)", "must be one of"],
    ["loss <= 1", "must be one of"],
  ])("refuses %s in one sentence", (text, says) => {
    expect(() => diagramValue(text, columns)).toThrow(new RegExp(says.replaceAll(/[().]/g, "."), "i"));
  });
});

describe("a phase diagram", () => {
  const value = diagramValue("fraction(outcome = converged)", columns);

  it("holds every row in the cell of its axes, whatever their order", () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (some, dice) => {
        const order = { x: "w", y: "d", value };
        const diagram = phaseDiagram(some, axes, order);
        expect(diagram.cells.length).toBe(18);
        expect(diagram.cells.reduce((sum, { rows: own }) => sum + own.length, 0)).toBe(some.length);
        for (const cell of diagram.cells) {
          for (const each of cell.rows) expect([each.w, each.d]).toEqual([diagram.x.values[cell.x], diagram.y.values[cell.y]]);
        }
        const shuffled = [...some]
          .map((each) => [dice.next().value ?? 0, each] as const)
          .sort(([a], [b]) => a - b)
          .map(([, each]) => each);
        const numbers = ({ cells }: typeof diagram) => cells.map(({ value: v, low, high, trials }) => [v, low, high, trials]);
        expect(numbers(phaseDiagram(shuffled, axes, order))).toEqual(numbers(diagram));
      }),
    );
  });

  it("draws a doubling axis on a logarithmic scale and names what it pools", () => {
    const some = ["a", "b"].flatMap((law) => [2, 3].map((d) => ({ w: 2 * d, d, law, seed: 1, status: "done", outcome: "converged" })));
    const diagram = phaseDiagram(some, axes, { x: "w", y: "d", value });
    expect([diagram.x.scale, diagram.y.scale, diagram.pooled.map(({ name }) => name)]).toEqual(["log", "linear", ["law"]]);
    expect(phaseDiagram(some, axes, { x: "w", y: "d", value, where: { law: "a" } }).pooled).toEqual([]);
    // w moves together with d: no cell of (d, law) has two values of it.
    expect(phaseDiagram(some, axes, { x: "d", y: "law", value }).pooled).toEqual([]);
  });

  it("refuses axes that are none in one sentence", () => {
    expect(() => phaseDiagram([], axes, { x: "w", y: "dd", value })).toThrow(/no such axis.*did you mean d/i);
    expect(() => phaseDiagram([], axes, { x: "w", y: "w", value })).toThrow(/another axis/);
    expect(() => phaseDiagram([], axes, { x: "w", y: "d", value, where: { law: "c" } })).toThrow(/no such value/);
  });
});

describe("contour lines", () => {
  it("lie where a plane has the level, and end at unknown cells", () => {
    const slope = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(slope, slope, fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 }), fc.nat(), (a, b, width, height, hole) => {
        fc.pre(Math.abs(a) + Math.abs(b) > 0.1);
        const at = (x: number, y: number): number => a * (x - 0.5) + b * (y - 0.5);
        const values = Array.from({ length: width * height }, (_, k) => at((k % width) + 0.5, Math.floor(k / width) + 0.5));
        const missing = hole % values.length;
        const level = (at(0.5, 0.5) + at(width - 0.5, height - 0.5)) / 2 + 0.0123;
        const inside = Math.min(...values) < level && level < Math.max(...values);
        const whole = contourLines(values, width, height, [level]);
        for (const { points } of whole) for (const [x, y] of points) expect(at(x, y)).toBeCloseTo(level, 6);
        if (inside) expect(whole.length).toBeGreaterThan(0);
        values[missing] = Number.NaN;
        for (const { points } of contourLines(values, width, height, [level])) {
          for (const [x, y] of points) {
            expect(at(x, y)).toBeCloseTo(level, 6);
            const far = Math.max(Math.abs(x - ((missing % width) + 0.5)), Math.abs(y - (Math.floor(missing / width) + 0.5)));
            expect(far).toBeGreaterThanOrEqual(1 - 1e-9);
          }
        }
      }),
    );
  });
});

describe("a slice", () => {
  it("has the slope of the law behind it, with an interval over seeds that holds it", async () => {
    const engine = await loadEngine({ backend: "wasm" });
    const { math } = engine;
    const noisy = [0.1, -0.1, 0.05, -0.05];
    const all: TrialRow[] = axes[0]!.values.flatMap((w) =>
      noisy.map((tilt, k) => ({ w: Number(w), d: 3, law: "a", seed: k, status: "done", loss: 7 * Number(w) ** (-1.5 + tilt) })),
    );
    const diagram = phaseDiagram(all, axes, { x: "w", y: "d", value: diagramValue("loss", columns) });
    const [, middle] = slices(diagram);
    const fit = sliceSlope(math, diagram, middle!);
    expect(fit?.seeds).toBe(4);
    expect(fit?.slope).toBeCloseTo(-1.5, 10);
    // t(3, 0.975) = 3.182446 times the standard error of the four tilts.
    expect(fit!.high - fit!.slope).toBeCloseTo((3.182446305284263 * Math.sqrt(0.025 / 3)) / 2, 8);
    expect(sliceSlope(math, diagram, slices(diagram)[0]!)).toBeUndefined();
    engine.close();
  });
});

describe("refinement", () => {
  const value = diagramValue("fraction(outcome = converged)", columns);

  it("by seeds spends its budget, only where the interval holds the boundary", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (some, budget, boundary) => {
        const diagram = phaseDiagram(some, axes, { x: "w", y: "d", value });
        const plan = refine(diagram, { boundary, budget, by: "seeds" });
        const open = diagram.cells.filter(({ low, high, value: v }) => Number.isNaN(v) || (low <= boundary && boundary <= high));
        const spent = plan.reduce((sum, each) => sum + (each.kind === "seeds" ? each.more : 0), 0);
        expect(spent).toBe(open.length === 0 ? 0 : budget);
        for (const each of plan) if (each.kind === "seeds") expect(open.some(({ x, y }) => x === each.x && y === each.y)).toBe(true);
        expect(refine(phaseDiagram([...some].reverse(), axes, { x: "w", y: "d", value }), { boundary, budget, by: "seeds" })).toEqual(plan);
      }),
    );
  });

  it("by cells puts values between neighbours on two sides of the boundary, within its budget", () => {
    const of = (w: number, d: number) => Number(w * d > 21);
    const all = axes[0]!.values.flatMap((w) =>
      axes[1]!.values.map((d) => ({
        w,
        d,
        law: "a",
        seed: 1,
        status: "done",
        outcome: of(Number(w), Number(d)) === 1 ? "converged" : "exhausted",
      })),
    );
    const diagram = phaseDiagram(all, axes, { x: "w", y: "d", value });
    const plan = refine(diagram, { boundary: 0.5, budget: 100, by: "cells" });
    const along = plan.flatMap((each) => (each.kind === "value" && each.axis === "w" ? [[each.value, ...each.across]] : []));
    // d = 2: between 8 and 16; d = 3 and 5: between 4 and 8; in the middle of ratios, rounded to whole numbers.
    expect(along.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [6, 3, 5],
      [11, 2],
    ]);
    for (const budget of [1, 2, 3]) {
      const spent = refine(diagram, { boundary: 0.5, budget, by: "cells" }).reduce(
        (sum, each) => sum + (each.kind === "value" ? each.across.length * each.seeds : 0),
        0,
      );
      expect(spent).toBeLessThanOrEqual(budget);
    }
  });
});
