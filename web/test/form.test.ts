import { jsonSchema } from "@overparam/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf } from "../src/form/fields.ts";
import { sliderMap } from "../src/form/slider.ts";
import { config, field, z } from "@overparam/core";

const schema = config({
  students: field(z.int().min(1).max(1024).default(12), { description: "Students", symbol: "m", slider: [1, 64], group: "problem" }),
  step: field(z.number().positive().default(0.05), { description: "Step", symbol: "\\eta", unit: "1/r", scale: "log", slider: [0.001, 1] }),
  kind: field(z.enum(["near", "random"]).default("near"), { description: "Start" }),
  fresh: field(z.boolean().default(false), { description: "Fresh samples" }),
  teacher: field(z.string().optional(), { description: "Teacher", asset: "teacher" }),
  floor: field(z.number().min(0).optional(), { description: "Floor" }),
  law: field(
    z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("a") }),
        z.strictObject({ kind: z.literal("b"), size: z.int().min(1).default(2) }),
      ])
      .default({ kind: "a" }),
    {
      description: "Law",
    },
  ),
});

describe("the form", () => {
  const fields = fieldsOf(jsonSchema(schema));

  it("has every setting of the schema but the scale, in its order", () => {
    expect(fields.map((one) => [one.path.join("."), one.kind])).toEqual([
      ["students", "number"],
      ["step", "number"],
      ["kind", "choice"],
      ["fresh", "switch"],
      ["teacher", "file"],
      ["floor", "number"],
      ["law", "variants"],
    ]);
  });

  it("knows ranges, sliders, units and symbols", () => {
    expect(fields[0]).toMatchObject({
      integer: true,
      low: 1,
      high: 1024,
      slider: [1, 64],
      scale: "linear",
      symbol: "m",
      group: "problem",
      optional: false,
    });
    expect(fields[1]).toMatchObject({ integer: false, low: 0, high: undefined, slider: [0.001, 1], scale: "log", unit: "1/r" });
    expect(fields[5]).toMatchObject({ low: 0, optional: true, slider: undefined });
  });

  it("gives each variant its own fields", () => {
    expect(fields[6]).toMatchObject({
      by: "kind",
      variants: [
        { value: "a", fields: [] },
        { value: "b", fields: [{ path: ["law", "size"], kind: "number" }] },
      ],
    });
  });
});

describe("a slider", () => {
  it("stays in its range and finds its own values again", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 1, noNaN: true }),
        fc.double({ min: 2, max: 1e5, noNaN: true }),
        fc.nat(200),
        fc.constantFrom("linear" as const, "log" as const),
        (low, high, position, scale) => {
          const slider = sliderMap(low, high, scale, false);
          const value = slider.toValue(position);
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
          // Two digits on a log scale: a position may move by the rounding of its value, no more.
          const drift = scale === "log" ? Math.ceil((Math.log(1.06) / Math.log(high / low)) * slider.stops) : 1;
          expect(Math.abs(slider.toPosition(value) - position)).toBeLessThanOrEqual(drift);
        },
      ),
    );
  });

  it("gives whole numbers where those are wanted", () => {
    const slider = sliderMap(1, 64, "linear", true);
    expect([0, 11, 63].map((position) => slider.toValue(position))).toEqual([1, 12, 64]);
    expect(sliderMap(100, 1_000_000, "log", true).toValue(100)).toBe(10_000);
  });
});
