import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisScale } from "../../src/report/figure/axis-scale.ts";

const log = { label: "L", scale: "log" } as const;
const linear = { label: "n", scale: "linear" } as const;

describe("axisScale", () => {
  it("has decades with raised exponents, thinned to the room there is", () => {
    expect(axisScale(log, [3e-5, 0.7], undefined, 8).ticks.map((tick) => tick.label)).toEqual([
      "10⁻⁵",
      "10⁻⁴",
      "10⁻³",
      "10⁻²",
      "10⁻¹",
      "10⁰",
    ]);
    const many = axisScale(log, [1e-14, 1], undefined, 8).ticks;
    expect(many.map((tick) => tick.label)).toEqual(["10⁻¹⁴", "10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]);
    expect(many.map((tick) => tick.value)[0]).toBe(1e-14);
  });
  it("has 1, 2, 5 on a short axis, and the values themselves where they are few", () => {
    expect(axisScale(log, [0.12, 4.3], undefined, 8).ticks.map((tick) => tick.label)).toEqual(["0.1", "0.2", "0.5", "1", "2", "5"]);
    expect(axisScale(log, [3, 96], [3, 6, 12, 24, 48, 96], 8).ticks.map((tick) => tick.label)).toEqual(["3", "6", "12", "24", "48", "96"]);
  });
  it("places every value inside, in order, and leaves out what has no place", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-200, max: 1e200, noNaN: true }), { minLength: 1, maxLength: 12 }), (values) => {
        const scale = axisScale(log, [...values, 0, -1, Number.NaN, Number.POSITIVE_INFINITY], undefined, 8);
        const places = [...values].sort((a, b) => a - b).map((value) => scale.place(value));
        expect(places.every((place, i) => place >= -1e-9 && place <= 1 + 1e-9 && place >= (places[i - 1] ?? -1))).toBe(true);
      }),
    );
  });
  it("still is an axis without any value, or with one", () => {
    expect(axisScale(log, [], undefined, 8).domain.every(Number.isFinite)).toBe(true);
    expect(axisScale(linear, [Number.NaN], undefined, 8).domain).toEqual([-0.04, 1.04]);
    const [low, high] = axisScale(linear, [5, 5], undefined, 8).domain;
    expect(low < 5 && high > 5).toBe(true);
  });
});
