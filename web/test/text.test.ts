import { describe, expect, it } from "vitest";
import { departures, dotted } from "../src/text/departures.ts";
import { duration } from "../src/text/duration.ts";
import { number, superscript, withInterval } from "../src/text/number.ts";
import { yaml } from "../src/text/yaml.ts";
import { parse } from "yaml";
import fc from "fast-check";

const plain = (text: string) => text.replace(/\u00a0/g, " ");

describe("numbers for reading", () => {
  it.each([
    [0, "0"],
    [1, "1"],
    [-2.6, "−2.6"],
    [-2.683, "−2.68"],
    [0.05, "0.05"],
    [0.00123456, "0.00123"],
    [1.5e-7, "1.5 · 10⁻⁷"],
    [1e-8, "10⁻⁸"],
    [24800, "24\u202f800"],
    [1e12, "10¹²"],
    [Number.NaN, "–"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is %s", (x, text) => expect(plain(number(x))).toBe(plain(text)));

  it("carry their interval", () => {
    expect(withInterval(-2.6, [-2.68, -2.52])).toBe("−2.6 [−2.68, −2.52]");
    expect(withInterval(1, null)).toBe("1");
    expect(superscript(-10)).toBe("⁻¹⁰");
  });

  it("times are words", () => expect([0.2, 12, 200, 8000].map(duration)).toEqual(["less than 1 s", "12 s", "3 min", "2 h 13 min"]));
});

describe("settings in other words", () => {
  const defaults = { students: 12, start: { kind: "near", angle: 0.3 }, file: undefined };

  it("name what departs from the defaults, and a variant's kind with it", () => {
    expect(departures({ students: 12, start: { kind: "near", angle: 0.3 } }, defaults)).toEqual({});
    expect(departures({ students: 24, start: { kind: "near", angle: 0.1 } }, defaults)).toEqual({
      students: 24,
      start: { kind: "near", angle: 0.1 },
    });
    expect(departures({ students: 12, start: { kind: "random" } }, defaults)).toEqual({ start: { kind: "random" } });
    expect(dotted({ start: { kind: "random", n: 2 } })).toEqual([
      ["start.kind", "random"],
      ["start.n", 2],
    ]);
  });

  it("as YAML are read back as they were", () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.string(),
      fc.constantFrom("yes", "null", "1e3", "near", "a: b", ""),
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,8}$/),
          fc.oneof(value, fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value, { minKeys: 1 })),
        ),
        (settings) => {
          expect(parse(yaml(settings)) ?? {}).toEqual(JSON.parse(JSON.stringify(settings)));
        },
      ),
    );
  });
});
