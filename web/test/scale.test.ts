import { describe, expect, it } from "vitest";
import { linearScale, logScale } from "../src/figure/scale.ts";

describe("axes", () => {
  it("put a decade between equal distances on a log scale, and nothing at zero", () => {
    const scale = logScale(1e-4, 1, 0, 400, 10);
    expect([1e-4, 1e-2, 1].map((value) => Math.round(scale.at(value)))).toEqual([0, 200, 400]);
    expect(scale.at(0)).toBeNaN();
    expect(scale.ticks.map(({ label }) => label)).toEqual(["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]);
  });

  it("name fewer decades where there is little room, and keep the others as lines", () => {
    const scale = logScale(1e-10, 1, 0, 400, 4);
    expect(scale.ticks.length).toBeLessThanOrEqual(4);
    expect(scale.ticks.length + scale.minor.length).toBe(11);
  });

  it("name round numbers where there is less than a decade", () => {
    expect(logScale(2, 5, 0, 100, 4).ticks.map(({ value }) => value)).toEqual([2, 3, 4, 5]);
    expect(linearScale(-0.3, 1.2, 0, 100, 4).ticks.map(({ value }) => Math.round(value * 10) / 10)).toEqual([0, 0.5, 1]);
    expect(linearScale(3, 3, 0, 100, 4).at(3)).toBe(0);
  });
});
