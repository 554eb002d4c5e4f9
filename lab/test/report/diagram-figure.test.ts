import { loadEngine } from "@overparam/kernels/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contourLevels, diagramFigure, diagramSlices, diagramTable, valuePlace, valueRange } from "../../src/report/diagram/index.ts";
import { diagramValue, phaseDiagram, type TrialRow } from "../../src/sweep/diagram/index.ts";
import type { PlannedAxis } from "../../src/sweep/planned-axis.ts";

const axes: readonly PlannedAxis[] = [
  { name: "w", setting: "w", scale: "linear", values: [1, 2, 4, 8, 16, 32] },
  { name: "law", setting: "law", scale: "category", values: ["even", "odd", "none"] },
];
const sweep = { id: "ab".repeat(32), trials: 72 };
const rows: readonly TrialRow[] = axes[0]!.values.flatMap((w) =>
  ["even", "odd"].flatMap((law, k) =>
    [1, 2, 3, 4].map((seed) => ({ w: Number(w), law, seed, status: "done", loss: (1 + seed / 100) * Number(w) ** -(2 + k) })),
  ),
);
const of = (value: string) => phaseDiagram(rows, axes, { x: "w", y: "law", value: diagramValue(value, ["loss", "w", "law"]) });

describe("the colours of a diagram", () => {
  it("span 0 to 1 for fractions, decades for losses, and place every value between their ends in its order", () => {
    expect(valueRange(of("fraction(loss <= 1)"))).toEqual({ scale: "linear", domain: [0, 1] });
    expect(valueRange(of("loss")).scale).toBe("log");
    const number = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, fc.constantFrom("linear" as const, "log" as const), (a, b, c, d, scale) => {
        fc.pre(b > a * (1 + 1e-9));
        const [one, two] = [valuePlace(c, { scale, domain: [a, b] }), valuePlace(d, { scale, domain: [a, b] })];
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThanOrEqual(1);
        if (c < d) expect(one).toBeLessThanOrEqual(two);
      }),
    );
  });

  it("have few round contour levels, all inside", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (low, span) => {
        const high = low + span;
        fc.pre(span > 1e-9 * Math.abs(low));
        const levels = contourLevels({ scale: "linear", domain: [low, high] });
        expect(levels.length).toBeLessThanOrEqual(6);
        for (const level of levels) expect(level > low && level < high).toBe(true);
      }),
    );
    expect(contourLevels({ scale: "log", domain: [3e-9, 2] })).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1]);
    expect(contourLevels({ scale: "linear", domain: [0, 1] })).toEqual([0.5]);
  });
});

describe("a diagram as a figure", () => {
  it("has the cells' values in their order, words on an axis of texts, and a line where the values pass its level", () => {
    const diagram = of("loss");
    const figure = diagramFigure(diagram, { title: "t", sweep, levels: [1e-2] });
    if (figure.kind !== "heatmap") throw new Error("a heatmap is wanted");
    expect(figure.values).toEqual(diagram.cells.map(({ value }) => value));
    expect([figure.xs, figure.ys, figure.yWords]).toEqual([
      [1, 2, 4, 8, 16, 32],
      [0, 1, 2],
      ["even", "odd", "none"],
    ]);
    // w^-2 = 1e-2 at w = 10, between the centres of 8 and 16; w^-3 at 4.6, between those of 4 and 8; nothing towards the row without values.
    const [line] = figure.contours ?? [];
    const at = (row: number) => line?.points.find(([, y]) => Math.abs(y - row) < 1e-9)?.[0] ?? Number.NaN;
    expect(at(0.5)).toBeCloseTo(3.5 + (Math.log2(10 * Math.sqrt(1.025)) - 3), 2);
    expect(at(1.5)).toBeCloseTo(2.5 + (Math.log2(100 * 1.025) / 3 - 2), 2);
    expect(Math.max(...(line?.points.map(([, y]) => y) ?? []))).toBeLessThan(2);
    expect(figure.caption).toContain("6 of 18 cells have no value and stay blank.");
  });

  it("draws what a theory predicts as another line", () => {
    const figure = diagramFigure(of("loss"), {
      title: "t",
      sweep,
      levels: [],
      predicted: { diagram: of("median(w)"), level: 6, label: "w = 6" },
    });
    if (figure.kind !== "heatmap") throw new Error("a heatmap is wanted");
    expect(figure.contours?.map(({ role, label }) => [role, label])).toEqual([["predicted", "w = 6"]]);
    for (const [x] of figure.contours?.[0]?.points ?? []) expect(x).toBeCloseTo(3, 9);
  });

  it("has slices with bands and their powers, and none along an axis of words", async () => {
    const engine = await loadEngine({ backend: "wasm" });
    const along = diagramSlices(engine.math, of("loss"), sweep);
    expect(along.slices.map(({ label, slope }) => [label, slope === undefined ? undefined : Math.round(1e6 * slope.slope) / 1e6])).toEqual([
      ["law = even", -2],
      ["law = odd", -3],
      ["law = none", undefined],
    ]);
    if (along.figure?.kind !== "lines") throw new Error("lines are wanted");
    expect(along.figure.series.map(({ label }) => label)).toEqual(["law = even", "law = odd"]);
    const [first] = along.figure.series;
    first?.y.forEach((y, k) => expect((first.low?.[k] ?? Infinity) <= y && y <= (first.high?.[k] ?? -Infinity)).toBe(true));
    const turned = phaseDiagram(rows, axes, { x: "law", y: "w", value: diagramValue("loss", ["loss"]) });
    expect(diagramSlices(engine.math, turned, sweep).figure).toBeUndefined();
    engine.close();
  });

  it("is a table of all its cells", () => {
    const { columns, rows: table } = diagramTable(of("loss"));
    expect(columns).toEqual(["w", "law", "value", "low", "high", "trials", "counted", "left"]);
    expect(table).toHaveLength(18);
    expect(table[17]).toEqual([32, "none", null, null, null, 0, 0, 0]);
  });
});
